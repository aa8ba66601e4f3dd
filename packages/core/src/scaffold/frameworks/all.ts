import type { FrameworkTemplate } from '../table';
import { aiohttp } from './aiohttp';
import { celery } from './celery';
import { command } from './command';
import { django } from './django';
import { fastapi } from './fastapi';
import { flask } from './flask';
import { gradio } from './gradio';
import { grpc } from './grpc';
import { litestar } from './litestar';
import { sanic } from './sanic';
import { script } from './script';
import { starlette } from './starlette';
import { streamlit } from './streamlit';
import { tornado } from './tornado';

/** Everything that a service can be scaffolded as, in the order of the prompt. */
export const frameworkTemplates: readonly FrameworkTemplate[] = [
  fastapi,
  flask,
  django,
  starlette,
  litestar,
  sanic,
  aiohttp,
  tornado,
  streamlit,
  gradio,
  celery,
  grpc,
  script,
  command,
];
