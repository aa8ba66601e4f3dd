import type { BuildProxies } from '@pydock/core';
import { ContextReader, type Engine, observeImage } from '@pydock/engine';
import { hostProxies } from './host';

/** What the builds of one command share while they are read: each file is looked at once, each image asked for once. */
export class BuildReading {
  readonly context: ContextReader;
  private readonly images = new Map<string, Promise<string | null>>();
  private proxies: Promise<BuildProxies> | null = null;

  constructor(
    readonly workspaceRoot: string,
    readonly engine: Engine,
    /** Whether nothing may be written, not even what would make the next run faster. */
    dryRun = false,
  ) {
    this.context = ContextReader.open(workspaceRoot, !dryRun);
  }

  /** The ID of each image by its name; null where the engine does not have it. */
  async imageIds(names: readonly string[]): Promise<Record<string, string | null>> {
    const ids = await Promise.all(names.map((name) => this.imageId(name)));
    return Object.fromEntries(names.map((name, index) => [name, ids[index] ?? null]));
  }

  /** The proxies that steps are given. */
  hostProxies(): Promise<BuildProxies> {
    return (this.proxies ??= hostProxies(this.engine));
  }

  private imageId(name: string): Promise<string | null> {
    const asked = this.images.get(name) ?? observeImage(this.engine, name).then((image) => image?.id ?? null);
    this.images.set(name, asked);
    return asked;
  }
}
