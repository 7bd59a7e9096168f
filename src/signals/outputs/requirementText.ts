import type { Requirements } from '../signal';

/** What a Tempo must be to have a signal, as one sentence; empty where every one has it. */
export function requirementText({ generation, topology, since }: Requirements): string {
  const parts = [
    ...(generation ? [`Tempo ${generation}`] : []),
    ...(since ? [`Tempo ${since} or newer`] : []),
    ...(topology === 'microservices' ? ['microservices mode'] : []),
    ...(topology === 'single-binary' ? ['a single binary'] : []),
  ];
  return parts.length === 0 ? '' : `Needs ${parts.join(', ')}.`;
}
