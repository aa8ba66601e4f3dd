/** Debian packages that a project needs beside Python's own. */
export interface SystemPackages {
  /** In the builder stage alone: compilers, headers. */
  readonly build: readonly string[];
  /** In the runtime stage: shared libraries, programs. */
  readonly runtime: readonly string[];
}
