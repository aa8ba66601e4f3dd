// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Pin all that a requirements.txt installs, what its packages depend on included. Its own words go to requirements.in.
 */
export interface LockOptions {
  /**
   * The project: its directory, relative to where you are, or its name.
   */
  directory: string;
  /**
   * The day as of which versions are chosen, in UTC, such as 2021-05-21; or today. Default: the day of the pin that is there, else of the newest release that is pinned by hand, else today.
   */
  asOf?: string;
  /**
   * Write the hash of every file too, which pip then checks. Default: as the pin that is there has it.
   */
  hashes?: boolean;
  /**
   * The oldest Python that the versions must run on. Default: that of the Dockerfile, else as detected.
   */
  pythonVersion?: string | number;
}
