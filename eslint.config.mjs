import { defineConfig } from 'eslint/config';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import sonarjs from 'eslint-plugin-sonarjs';
import baseConfig from './.config/eslint.config.mjs';

/** What the plugin catalog's validator refuses, so that it is found here first. */
const CATALOG_RULES = {
  'no-console': 'error',
  'no-alert': 'error',
  'no-restricted-globals': [
    'error',
    { name: 'location', message: 'Use locationService.' },
    { name: 'alert', message: 'Use Alert of @grafana/ui.' },
    { name: 'confirm', message: 'Use ConfirmModal of @grafana/ui.' },
    { name: 'prompt', message: 'Use a form.' },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'window', property: 'location', message: 'Use locationService.' },
    { object: 'window', property: 'open', message: 'Use a link with rel="noopener noreferrer".' },
    { object: 'window', property: 'localStorage', message: 'Use src/grafana, which copes with failing storage.' },
    { object: 'document', property: 'cookie' },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: 'react',
          importNames: ['useInsertionEffect', 'use', 'useOptimistic', 'useActionState'],
          message: 'Only in React 19.',
        },
        { name: '@emotion/css', importNames: ['injectGlobal'], message: 'No global styles.' },
        { name: '@emotion/react', importNames: ['Global'], message: 'No global styles.' },
        { name: 'react-dom/client', message: 'Not shared by Grafana 12.' },
        { name: 'react-dom/server', message: 'Not shared by Grafana 12.' },
      ],
      patterns: [{ group: ['*.css', '*.scss', '*.sass'], message: 'Use emotion.' }],
    },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: 'Literal[value=/\\/api\\/ds\\/query/]',
      message: 'Query through a data source or SceneQueryRunner.',
    },
    {
      selector: 'TemplateElement[value.raw=/\\/api\\/ds\\/query/]',
      message: 'Query through a data source or SceneQueryRunner.',
    },
    {
      // The build makes Math.pow of it, which throws for BigInt; the unit tests would not notice.
      selector: 'BinaryExpression[operator="**"] > CallExpression[callee.name="BigInt"]',
      message: 'Write the power as a number in a string: BigInt("0x8000").',
    },
    { selector: 'Literal[value=/gf-form/]', message: 'gf-form classes are going away.' },
  ],
};

export default defineConfig([
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/.cache/',
      '**/coverage/',
      'test-results/',
      'playwright-report/',
      'blob-report/',
      'playwright/.auth/',
      '**/.eslintcache',
      // Kept as create-plugin generated it.
      '.config/',
    ],
  },
  ...baseConfig,
  {
    plugins: { sonarjs },
    rules: {
      'sonarjs/cognitive-complexity': ['error', 15],
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'preview/**/*.{ts,tsx}', 'stack/**/*.{ts,mjs}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ...jsxA11y.flatConfigs.strict,
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      ...CATALOG_RULES,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
]);
