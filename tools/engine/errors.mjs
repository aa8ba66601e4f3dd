/** @typedef {'UNREACHABLE' | 'TOO_OLD' | 'NO_COMPOSE' | 'INSTALL' | 'START' | 'STOP' | 'IMAGE' | 'USAGE'} Kind */

/** A failure that says what happened, why, and what to do, under a stable code. */
export class EngineError extends Error {
  /**
   * @param {Kind} kind
   * @param {{ what: string, why: string, todo: string }} sentences
   */
  constructor(kind, { what, why, todo }) {
    super(`${what}\n  Why:        ${indent(why)}\n  What to do: ${indent(todo)}`);
    this.name = 'EngineError';
    this.code = /** @type {const} */ (`PYDOCK_TOOLS_ENGINE_${kind}`);
  }
}

/** Later lines of a sentence stand under its first. @param {string} text */
const indent = (text) => text.trim().replaceAll('\n', `\n${' '.repeat(14)}`);
