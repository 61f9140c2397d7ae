"""What campaigns brought, counted in the access logs of web servers: a table, a CSV, JSON and a page with charts."""
