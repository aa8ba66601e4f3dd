import type { NxJsonConfiguration } from '@nx/devkit';

/** Options of pydock in nx.json's plugins. */
export interface PluginOptions {
  readonly buildTargetName?: string;
  readonly composeTargetName?: string;
  readonly upTargetName?: string;
  readonly downTargetName?: string;
  readonly pushTargetName?: string;
  readonly saveTargetName?: string;
  readonly loadTargetName?: string;
  /** The Compose project's name. Default: the name in the root package.json, else the workspace's directory. */
  readonly composeProject?: string;
}

/** The names of the inferred targets. */
export interface TargetNames {
  readonly build: string;
  readonly compose: string;
  readonly up: string;
  readonly down: string;
  readonly push: string;
  readonly save: string;
  readonly load: string;
}

export const defaultTargetNames: TargetNames = {
  build: 'docker-build',
  compose: 'docker-compose',
  up: 'docker-up',
  down: 'docker-down',
  push: 'docker-push',
  save: 'docker-save',
  load: 'docker-load',
};

/** Target names from the plugin's options. */
export const targetNames = (options: PluginOptions = {}): TargetNames => ({
  build: options.buildTargetName ?? defaultTargetNames.build,
  compose: options.composeTargetName ?? defaultTargetNames.compose,
  up: options.upTargetName ?? defaultTargetNames.up,
  down: options.downTargetName ?? defaultTargetNames.down,
  push: options.pushTargetName ?? defaultTargetNames.push,
  save: options.saveTargetName ?? defaultTargetNames.save,
  load: options.loadTargetName ?? defaultTargetNames.load,
});

/** The plugin's options as nx.json states them; empty where it is registered without any. */
export function pluginOptions(nxJson: NxJsonConfiguration): PluginOptions {
  const entry = (nxJson.plugins ?? []).find((plugin) =>
    typeof plugin === 'string' ? plugin === 'pydock' : plugin.plugin === 'pydock',
  );
  return typeof entry === 'object' ? ((entry.options ?? {}) as PluginOptions) : {};
}
