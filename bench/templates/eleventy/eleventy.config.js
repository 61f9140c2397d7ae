// The settings of the Eleventy peer: its defaults, and footnotes, which its Markdown lacks.
module.exports = (config) => {
  config.amendLibrary("md", (markdown) => markdown.use(require("markdown-it-footnote")));
  config.addFilter("newest", (items, count) => [...items].sort((a, b) => b.date - a.date).slice(0, count));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("dayInWords", (date) =>
    date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
  config.addPassthroughCopy({ "src/site.css": "site.css" });
  return { dir: { input: "src", output: "public" } };
};
