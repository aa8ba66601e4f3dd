// Made from schema.json by `npm run schemas`; a test fails where they differ.

/**
 * Add a database, queue or cache that services need: a project that runs an image, with volume, health check, secrets and a connection string.
 */
export interface BackingServiceOptions {
  /**
   * The directory of the new project, relative to where you are.
   */
  directory: string;
  /**
   * What it is: postgres, mysql, mariadb, redis, valkey, rabbitmq, mongodb, memcached, minio or mailpit. Default: told by the image.
   */
  type?: string;
  /**
   * The image, such as postgres:16. Default: a recent one of that type. Without a type: any image.
   */
  image?: string;
  /**
   * The project's name. Default: the last part of the directory.
   */
  name?: string;
  /**
   * The host port. Default: the container's own, or the next one that no service of the workspace publishes.
   */
  port?: number;
  /**
   * The port that the container listens on. For any image; a type has its own.
   */
  containerPort?: number;
  /**
   * The directory of the container that a volume is mounted on. For any image; a type has its own.
   */
  dataDirectory?: string;
  /**
   * A shell command that succeeds when the service is well. For any image; a type has its own.
   */
  healthcheck?: string;
  /**
   * Names of secrets to make, each a file below /run/secrets. For any image; a type has its own.
   */
  secrets?: string[];
  /**
   * What services connect to, such as nats://:${token}@queue:4222, where ${token} is a secret. Default: http://<name>:<containerPort>. For any image; a type has its own.
   */
  url?: string;
  /**
   * Tags of the project, separated by commas.
   */
  tags?: string;
  /**
   * Do not format the files that are written.
   */
  skipFormat?: boolean;
}
