/** A step of a Dockerfile as BuildKit names it: `[linux/arm64 builder 3/5] RUN make`. */
export interface StepName {
  /** Null where one platform is built for. */
  readonly platform: string | null;
  /** Null where the Dockerfile has one stage without a name; `stage-1` for the second of several. */
  readonly stage: string | null;
  /** Counted from 1, FROM of an image included. */
  readonly number: number;
  readonly total: number;
  /** The instruction on one line, arguments substituted in what is not a RUN. */
  readonly instruction: string;
}

/** Reads a step's name; null for what is no instruction, such as `[internal] load build context`. */
export function readStepName(name: string): StepName | null {
  const match = /^\[(?:([^\s\]]*\/[^\s\]]*) )?(?:([^\s/\]]+) +)?(\d+)\/(\d+)\] (.*)$/s.exec(name);
  if (!match) return null;
  const [, platform = null, stage = null, number = '', total = '', instruction = ''] = match;
  return { platform, stage, number: Number(number), total: Number(total), instruction };
}

/** True for the step that a stage begins with: it does nothing of its own. */
export const isFrom = ({ instruction }: StepName): boolean => /^FROM\s/i.test(instruction);
