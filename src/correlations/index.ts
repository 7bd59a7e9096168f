export * from './contract';
export { applyCorrections, correct } from './correct';
export { diagnose } from './diagnose';
export { diffLines } from './diffLines';
export { listProbes } from './listProbes';
export { renderProvisioning } from './provisioning/renderProvisioning';
