export { accessibilityFaults } from './accessibility.ts';
export { findChromium, type FoundChromium } from './chromium.ts';
export { addressOf, demoProvider } from './demo-provider.ts';
export { launchChromium } from './launch.ts';
export { loadSlowly, watchLoad, type PageLoad } from './page-load.ts';
export { islandRoutes, publicRoutes, type Budget, type WebRoute } from './routes.ts';
export { signIn } from './sign-in.ts';
export { DESKTOP, PHONE, Visitor, type VisitorOptions } from './visitor.ts';
export { overBudget, weigh, type Weight } from './weight.ts';
