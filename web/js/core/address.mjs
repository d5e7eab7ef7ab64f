// Where the site lies. Modules are packed into other files than they were written in, so no address is relative to one.

const root = import.meta.url.replace(/\/js\/(?!.*\/js\/).*$/, '/');

/** The address of a file of the site: inSite('css/panel.css'). */
export const inSite = (path) => new URL(path, root).href;
