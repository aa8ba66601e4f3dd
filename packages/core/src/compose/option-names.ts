/** The options of docker-up that describe the service. */
export const serviceOptionNames = [
  ...['serviceName', 'ports', 'volumes', 'environment', 'envFile', 'memory', 'cpus', 'pids', 'restart'],
  ...['command', 'user', 'readOnly', 'init', 'noNewPrivileges', 'capDrop', 'capAdd', 'healthcheck'],
  ...['dependsOn', 'image', 'secrets', 'connection', 'connections', 'compose'],
];

/** The options of docker-build that describe the image. */
export const imageOptionNames = [
  ...[
    'dockerfile',
    'image',
    'args',
    'target',
    'platform',
    'include',
    'secrets',
    'ssh',
    'proxies',
    'extraHosts',
  ],
];
