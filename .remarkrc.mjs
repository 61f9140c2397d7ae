// For people who check the fields of Markdown files in their editor: docs/editors-guide.md, "Your editor", says how.
import remarkFrontmatter from "remark-frontmatter";
import remarkLintFrontmatterSchema from "remark-lint-frontmatter-schema";

const schemas = {
  "schemas/page.json": ["content/pages/**/*.md"],
  "schemas/testimonial.json": ["content/testimonials/*.md"],
  "schemas/route.json": ["content/routes/*.md"],
  "schemas/reward.json": ["content/rewards/*.md"],
  "schemas/stage.json": ["content/stages/*.md"],
  "schemas/role.json": ["content/roles/*.md"],
  "schemas/answer.json": ["content/find-your-route/**/*.md"],
  "schemas/campaign.json": ["content/campaigns/*.md"],
  "schemas/statement.json": ["content/accessibility/index.md"],
  "schemas/notice.json": ["content/privacy/index.md"],
};

export default { plugins: [remarkFrontmatter, [remarkLintFrontmatterSchema, { schemas }]] };
