import { addressLocal } from '../../messages/python';
import { sourcesOf } from '../sources/sources';
import { localAddress } from './addresses';
import { start } from './scripts';
import { literalPort, portOf, type SelfServing, servingEntrypoint } from './self-serving';
import type { Framework } from './table';

const serving: SelfServing = {
  title: 'Gradio',
  mention: [/\.launch\(/],
  serves: ({ callee }) =>
    /\.launch$/.test(callee) && !/chromium|firefox|webkit|browser|playwright|puppeteer/.test(callee),
  example: 'demo.launch()',
  names: [
    'app.py',
    'main.py',
    'demo.py',
    'gradio_app.py',
    'run.py',
    'webui.py',
    'launch.py',
    'ui.py',
    'server.py',
  ],
};

/** Gradio: a script that launches by itself, told by its environment to listen to the outside. */
export const gradio: Framework = {
  name: 'gradio',
  title: 'Gradio',
  packages: ['gradio'],
  application(project, wanted) {
    const entrypoint = servingEntrypoint(project, wanted, serving);
    const port = portOf(
      project,
      entrypoint,
      serving,
      ({ keywords }, ...at) => literalPort(keywords.get('server_port'), ...at),
      7860,
    );
    return {
      entrypoint,
      server: null,
      port,
      healthPath: null,
      environment: { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_ANALYTICS_ENABLED: 'False' },
      warnings: localAddress(sourcesOf(project), serving, ['server_name'], addressLocal),
    };
  },
  command: (entrypoint) => start(entrypoint),
};
