// What nobody needs to run an app; a number or another word may follow, as in test-unit and docs2.
const development =
  /^(all-)?(dev|devel|develop|development|local|tests?|testing|pytest|lint|linting|linters?|format|formatting|style|docs?|documentation|typing|types|type-check|typecheck|mypy|ci|tox|nox|coverage|bench|benchmarks?|release|pre-commit|examples?|notebooks?|jupyter|debug|tools?|tooling|quality|check|checks)(-.*|\d*)$/;

/** Whether a name, normalised, is one that people give to what only development needs: dev, test, lint, docs. */
export const isForDevelopmentByName = (name: string): boolean =>
  development.test(name) || /-(dev|tests?|docs?|lint)$/.test(name);

/** Whether a name, normalised, is one that people give to what production installs besides. */
export const isForProductionByName = (name: string): boolean =>
  /^(prod|production|deploy|deployment|server|runtime)$/.test(name);
