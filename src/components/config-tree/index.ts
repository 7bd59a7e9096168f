export { ConfigTree } from './ConfigTree';
export { renderConfigYaml } from './renderConfigYaml';
