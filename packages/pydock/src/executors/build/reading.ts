import type { BuildProxies, ObservedImage } from '@pydock/core';
import { ContextReader, type Engine, observeImage } from '@pydock/engine';
import { hostProxies } from './host';

/** What the builds of one command share while they are read: each file is looked at once, each image asked for once. */
export class BuildReading {
  readonly context: ContextReader;
  private readonly images = new Map<string, Promise<ObservedImage | null>>();
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
    const images = await this.observedImages(names);
    return Object.fromEntries(names.map((name) => [name, images.get(name)?.id ?? null]));
  }

  /** The proxies that steps are given. */
  hostProxies(): Promise<BuildProxies> {
    return (this.proxies ??= hostProxies(this.engine));
  }

  /** What the engine has of images, by their names. */
  async observedImages(names: readonly string[]): Promise<ReadonlyMap<string, ObservedImage>> {
    const images = await Promise.all(names.map((name) => this.image(name)));
    const found = names.flatMap((name, index): [string, ObservedImage][] => {
      const image = images[index];
      return image ? [[name, image]] : [];
    });
    return new Map(found);
  }

  private image(name: string): Promise<ObservedImage | null> {
    const asked = this.images.get(name) ?? observeImage(this.engine, name);
    this.images.set(name, asked);
    return asked;
  }
}
