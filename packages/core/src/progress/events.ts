/** What the engine tells of a build while it runs. Nothing in it is secret. */
export type BuildEvent =
  | { readonly kind: 'step-started'; readonly step: string; readonly name: string }
  | {
      readonly kind: 'step-completed';
      readonly step: string;
      readonly name: string;
      readonly cached: boolean;
      /** Milliseconds between its start and its end. */
      readonly duration: number;
      /** Empty where it succeeded. */
      readonly error: string;
    }
  | { readonly kind: 'log'; readonly step: string; readonly text: string }
  /** How far a part of a step is, such as a layer that is fetched; a total of 0 is not known. */
  | {
      readonly kind: 'status';
      readonly step: string;
      readonly id: string;
      readonly current: number;
      readonly total: number;
    };

/** What is told of a service's build: its beginning and end, and what the engine tells in between. */
export type ServiceEvent =
  | BuildEvent
  | { readonly kind: 'up-to-date'; readonly image: string }
  | { readonly kind: 'build-started'; readonly image: string; readonly cause: string }
  | {
      readonly kind: 'build-completed';
      readonly image: string;
      readonly imageId: string;
      readonly duration: number;
    }
  | { readonly kind: 'build-failed'; readonly code: string; readonly message: string }
  /** Something that people should know. */
  | { readonly kind: 'note'; readonly text: string };
