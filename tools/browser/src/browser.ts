export { accessibilityFaults } from './accessibility.ts';
export { findChromium, type FoundChromium } from './chromium.ts';
export { launchChromium } from './launch.ts';
export { DESKTOP, PHONE, Visitor, type VisitorOptions } from './visitor.ts';
export { overBudget, weigh, type Weight } from './weight.ts';
