import { useCallback } from 'react';
import { listDataSourceSettings, proxyTransport } from '../../grafana';
import { createTempoClient } from '../../tempo';
import { useTask, type Task } from '../health/useTask';
import { useSurroundings } from '../SurroundingsContext';
import { answerProbe } from './answerProbe';
import type { ProbeAsker } from './askProbes';
import { runDoctor, type DoctorProgress, type DoctorQuestion } from './runDoctor';

/** Tests the links of the chosen Tempo data source when it is told to. Leaving cancels. */
export function useDoctor(): Task<DoctorQuestion, DoctorProgress> {
  const uid = useSurroundings().tempo?.uid;
  const run = useCallback(
    async (question: DoctorQuestion, signal: AbortSignal, onProgress: (progress: DoctorProgress) => void) => {
      const all = listDataSourceSettings();
      const tempo = all.find((dataSource) => dataSource.uid === uid);
      if (!tempo) {
        return;
      }
      const nowMs = Date.now();
      const client = createTempoClient(proxyTransport(tempo.uid));
      const ask: ProbeAsker = (probe, ended) => answerProbe(probe, nowMs, ended);
      await runDoctor({ ...question, tempo, all, client, ask, nowMs }, signal, onProgress);
    },
    [uid]
  );
  return useTask(run);
}
