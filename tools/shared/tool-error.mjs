/** A failure that says what happened, why, and what to do, under a stable code. */
export class ToolError extends Error {
  /**
   * @param {string} code
   * @param {{ what: string, why: string, todo: string }} sentences
   */
  constructor(code, { what, why, todo }) {
    super(`${what}\n  Why:        ${indent(why)}\n  What to do: ${indent(todo)}\n  Code:       ${code}`);
    this.name = 'ToolError';
    this.code = code;
  }
}

/** What the user ended, with Ctrl+C or a signal. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** Later lines of a sentence stand under its first. @param {string} text */
const indent = (text) => text.trim().replaceAll('\n', `\n${' '.repeat(14)}`);
