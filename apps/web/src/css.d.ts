/** Stylesheets of browser entries, which Vite takes out of them. */
declare module '*.css';
