import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/**
 * The generated configuration of create-plugin, with what this plugin adds. Keep the additions here, so that `.config`
 * stays as generated and can be updated.
 */
const config = async (env: Env): Promise<Configuration> => {
  const base = await grafanaConfig(env);
  return merge(base, {
    performance: { hints: false },
  });
};

export default config;
