// Leads from a former address to the new one, with the query and the heading of the address that was asked for;
// replace() keeps the back button from leading here again.
const to = new URL(document.currentScript.dataset.target, location.href);
if (location.search) to.search += (to.search ? "&" : "?") + location.search.slice(1);
if (location.hash) to.hash = location.hash;
location.replace(to);
