/** Every failure a user can meet, by its stable code. docs/errors.md has a section for each. */
export const errorCodes = [
  'PYDOCK_ARCHIVE_FAILED',
  'PYDOCK_BASE_IMAGE_NOT_FOUND',
  'PYDOCK_BUILD_FAILED',
  'PYDOCK_CERTIFICATE_UNTRUSTED',
  'PYDOCK_COMPOSE_FAILED',
  'PYDOCK_COMPOSE_FILE_FOREIGN',
  'PYDOCK_COMPOSE_MISSING',
  'PYDOCK_COMPOSE_OUT_OF_DATE',
  'PYDOCK_COMPOSE_TOO_OLD',
  'PYDOCK_COPY_SOURCE_MISSING',
  'PYDOCK_CREDENTIALS_UNREADABLE',
  'PYDOCK_DIRECTORY_MISSING',
  'PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE',
  'PYDOCK_DISK_FULL',
  'PYDOCK_DOCKERFILE_MISSING',
  'PYDOCK_ENGINE_FAILED',
  'PYDOCK_ENGINE_TOO_OLD',
  'PYDOCK_ENGINE_UNREACHABLE',
  'PYDOCK_ENTRYPOINT_AMBIGUOUS',
  'PYDOCK_ENTRYPOINT_NOT_FOUND',
  'PYDOCK_ENV_FILE_MISSING',
  'PYDOCK_EXTRA_NEEDED',
  'PYDOCK_FILE_EXISTS',
  'PYDOCK_FILE_UNREADABLE',
  'PYDOCK_HASH_MISMATCH',
  'PYDOCK_IMAGE_NOT_FOUND',
  'PYDOCK_INCLUDE_MISSING',
  'PYDOCK_INTERRUPTED',
  'PYDOCK_LOCKED',
  'PYDOCK_LOCK_FAILED',
  'PYDOCK_LOCK_OUT_OF_DATE',
  'PYDOCK_LOCK_UNSUITABLE',
  'PYDOCK_MANIFEST_MISSING',
  'PYDOCK_NAME_CONFLICT',
  'PYDOCK_NAME_INVALID',
  'PYDOCK_OPTION_INVALID',
  'PYDOCK_OPTION_UNKNOWN',
  'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS',
  'PYDOCK_PACKAGE_NOT_FOUND',
  'PYDOCK_PORT_CONFLICT',
  'PYDOCK_PORT_INVALID',
  'PYDOCK_PORT_TAKEN',
  'PYDOCK_PROJECTS_UNSETTLED',
  'PYDOCK_PROJECT_TAKEN',
  'PYDOCK_PUSH_DENIED',
  'PYDOCK_PUSH_FAILED',
  'PYDOCK_PYTHON_UNSUITABLE',
  'PYDOCK_PYTHON_VERSION_INVALID',
  'PYDOCK_REQUIREMENTS_INVALID',
  'PYDOCK_SECRET_MISSING',
  'PYDOCK_SERVICE_CRASHED',
  'PYDOCK_SERVICE_TIMEOUT',
  'PYDOCK_SERVICE_UNHEALTHY',
  'PYDOCK_SERVICE_UNKNOWN',
  'PYDOCK_SIZE_INVALID',
  'PYDOCK_SSH_UNUSABLE',
  'PYDOCK_SYSTEM_PACKAGE_MISSING',
  'PYDOCK_UPLOAD_TIMES_MISSING',
  'PYDOCK_UV_MISSING',
  'PYDOCK_VOLUME_INVALID',
  'PYDOCK_VOLUME_SOURCE_MISSING',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Where a fact or a fault stands: a workspace-relative file, a line counted from 1, an option's path. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly option?: string;
}

/** The place of what was given on the command line. */
export const commandLine = (option: string): Place => ({ file: 'command line', option: `--${option}` });

/** What a PydockError says: what happened, why, and what to do about it. */
export interface Failure {
  readonly code: ErrorCode;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly place?: Place | undefined;
  /** Quoted material below the message: log lines, the failing step, the choices. */
  readonly quote?: readonly string[];
}

/** The one error class of pydock: `message` is the whole text for the user, `failure` its parts. */
export class PydockError extends Error {
  readonly code: ErrorCode;

  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(formatFailure(failure), options);
    this.name = 'PydockError';
    this.code = failure.code;
  }
}

/** `file:line option`, as terminals and editors make it a link; `command line, --option`. */
export function formatPlace(place: Place): string {
  if (place.file === commandLine('').file) return `${place.file}, ${place.option ?? ''}`;
  const where = place.line === undefined ? place.file : `${place.file}:${place.line}`;
  return place.option === undefined ? where : `${where} ${place.option}`;
}

/** A failure as one text without its code: where, what, why, what to do. */
export function plainText({ place, what, why, todo }: Failure): string {
  const where = place === undefined ? '' : `${formatPlace(place)}: `;
  return `${where}${what}: ${why}; ${todo}`.replace(/\s*\n\s*/g, ' ');
}

function formatFailure(failure: Failure): string {
  const lines = [`${failure.code}: ${failure.what}`];
  if (failure.place) lines.push(`  where  ${formatPlace(failure.place)}`);
  lines.push(`  why    ${indent(failure.why)}`, `  do     ${indent(failure.todo)}`);
  if (failure.quote?.length) lines.push('', ...failure.quote.map((line) => `  | ${line}`.trimEnd()));
  return lines.join('\n');
}

const indent = (text: string) => text.replaceAll('\n', '\n         ');
