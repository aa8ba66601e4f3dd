import { describe, expect, it } from 'vitest';
import { celeryOptions } from './celery-options';

describe('celeryOptions', () => {
  it.each([
    ['celery -A shop worker', ''],
    ['celery -A shop worker -Q default --concurrency=4', '-Q default --concurrency=4'],
    ['celery worker --app=shop -l warning -B', '-l warning -B'],
    ['celery -A shop worker -c $WORKERS --concurrency=$WORKERS -Q mail', '-Q mail'],
    ['celery -A shop worker -c ${WORKERS:-4} -Q "a,b"', '-c 4 -Q a,b'],
    ['cd src && ddtrace-run python -m celery -A shop worker -E --detach 2>&1 | tee log', '-E'],
    ['celery -A shop beat -S redbeat.RedBeatScheduler', ''],
    ['bin/start', ''],
  ])('%s', (line, expected) => {
    expect(celeryOptions(line, 'worker').join(' ')).toBe(expected);
  });
});
