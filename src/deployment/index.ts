export { deploymentQueries } from './deploymentQueries';
export { listGaps, listSnippets } from './listSnippets';
export { type DeploymentSituation, type SeenReceiver, type Snippet } from './snippet';
