/** True for what is tested with, by pytest's and unittest's names. */
export const isTest = (file: string): boolean =>
  /(^|\/)(tests?|t|conftest\.py|test_[^/]*\.py|[^/]*_test\.py)(\/|$)/.test(file);
