// Leads from a former address to the new one; replace() keeps the back button from leading here again.
location.replace(document.currentScript.dataset.target + location.search + location.hash);
