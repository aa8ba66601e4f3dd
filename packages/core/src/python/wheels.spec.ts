import { describe, expect, it } from 'vitest';
import { wheelFits } from './wheels';

describe('wheelFits', () => {
  it.each([
    ['flask-3.1.2-py3-none-any.whl', '3.14', true],
    ['six-1.17.0-py2.py3-none-any.whl', '3.14', true],
    ['futures-3.4.0-py2-none-any.whl', '3.9', false],
    ['x-1-py311-none-any.whl', '3.12', true],
    ['x-1-py311-none-any.whl', '3.10', false],
    ['numpy-2.3.5-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl', '3.13', true],
    ['numpy-2.3.5-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl', '3.14', false],
    ['numpy-2.3.5-cp313-cp313t-manylinux_2_28_x86_64.whl', '3.13', false],
    ['numpy-2.3.5-cp313-cp313-manylinux2014_aarch64.manylinux_2_17_aarch64.whl', '3.13', true],
    ['numpy-2.3.5-cp313-cp313-musllinux_1_2_x86_64.whl', '3.13', false],
    ['numpy-2.3.5-cp313-cp313-win_amd64.whl', '3.13', false],
    ['numpy-2.3.5-cp313-cp313-macosx_11_0_arm64.whl', '3.13', false],
    ['numpy-2.3.5-cp313-cp313-manylinux_2_28_armv7l.whl', '3.13', false],
    ['cryptography-46.0.3-cp311-abi3-manylinux_2_28_x86_64.whl', '3.14', true],
    ['cryptography-46.0.3-cp311-abi3-manylinux_2_28_x86_64.whl', '3.10', false],
    ['x-1-cp37-cp37m-manylinux1_x86_64.whl', '3.9', false],
    ['x-1-2build-cp39-cp39-linux_x86_64.whl', '3.9', true],
    ['ruff-0.14-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', '3.14', true],
    ['pywin32-311-cp313-cp313-win32.whl', '3.13', false],
    ['garbage', '3.13', false],
    ['x-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl', '3.10', false],
    ['x-1-cp310.cp311-cp310.cp311-manylinux_2_17_x86_64.whl', '3.11', true],
  ])('%s for %s: %j', (wheel, minor, expected) => {
    expect(wheelFits(wheel, minor)).toBe(expected);
  });
});
