import { Stack } from '@grafana/ui';
import React, { memo, useDeferredValue, useState } from 'react';
import { useSurroundings } from '../../data';
import type { DataSource } from '../../grafana';
import type { Query } from '../../traceql';
import { LimitNotices } from './editing/LimitNotices';
import { QueryEditing } from './editing/QueryEditing';
import { RefusalNotice } from './editing/RefusalNotice';
import { QueryLibrary } from './library/QueryLibrary';
import { StartHere } from './library/StartHere';
import { addDurationRange, addFilter } from './refine/refineQuery';
import { Results, type BrushChange } from './results';
import { textLike } from './state/draft';
import type { QueryState } from './state/queryState';
import { QueryToolbar } from './toolbar/QueryToolbar';
import { useQuerying, type Querying } from './useQuerying';

/** Build, write and understand TraceQL, and see what it finds. */
export default function QueryPage() {
  const { tempo } = useSurroundings();
  // The shell shows a guide where there is no Tempo.
  return tempo ? <QueryOfTempo key={tempo.uid} tempo={tempo} /> : null;
}

function QueryOfTempo({ tempo }: { tempo: DataSource }) {
  const querying = useQuerying(tempo);
  const { version, url, control, memory, runner, range, suggestions } = querying;
  const [isLibraryOpen, setIsLibraryOpen] = useState(false);
  // Only the editor has to keep up with every key.
  const draft = useDeferredValue(control.draft);
  return (
    <Stack direction="column" gap={2}>
      <CalmToolbar
        control={control}
        draft={draft}
        url={url}
        runner={runner}
        tempo={tempo}
        range={range}
        onLibrary={() => setIsLibraryOpen(true)}
      />
      <QueryEditing
        control={control}
        editor={url.state.editor}
        tempo={version}
        suggestions={suggestions}
        onEditor={(editor) => url.change({ editor })}
        onRun={runner.start}
      />
      <CalmNotices draft={draft} state={url.state} tempo={version} />
      <RefusalNotice refusal={runner.refusal} />
      {runner.run.status === 'idle' && url.state.view.traceId === null ? (
        <StartHere tempo={version} onUse={querying.adopt} onMore={() => setIsLibraryOpen(true)} />
      ) : (
        <ResultsOfRun querying={querying} />
      )}
      {isLibraryOpen && (
        <QueryLibrary
          control={memory}
          text={control.draft.text}
          tempo={version}
          suggestions={suggestions}
          onUse={(text) => {
            setIsLibraryOpen(false);
            querying.adopt(text);
          }}
          onDismiss={() => setIsLibraryOpen(false)}
        />
      )}
    </Stack>
  );
}

const CalmNotices = memo(LimitNotices);

/** What it can do stays the same while it is shown, so only what it shows is compared. */
const CalmToolbar = memo(
  QueryToolbar,
  (before, after) =>
    before.draft === after.draft &&
    before.url.state === after.url.state &&
    before.runner.run === after.runner.run &&
    before.range === after.range &&
    before.tempo === after.tempo
);

/** The results; what is clicked in them narrows the query, and asks again. */
function ResultsOfRun({ querying: { url, control, runner, adopt } }: { querying: Querying }) {
  const { draft } = control;
  const { view } = url.state;
  const refine = (tree: Query, more?: Partial<QueryState>) => adopt(textLike(draft, tree), more);
  return (
    <Results
      run={runner.run}
      query={runner.asked}
      view={view}
      onViewChange={url.changeView}
      onFilter={(change) => refine(addFilter(draft.tree, change))}
      onBrush={(change) => refine(addDurationRange(draft.tree, change, view.mode), timesOf(change))}
      onCancel={runner.cancel}
      onRetry={runner.retry}
    />
  );
}

/** The times of a rectangle, whole milliseconds outward. */
function timesOf({ fromMs, toMs }: BrushChange): Pick<QueryState, 'from' | 'to'> {
  return { from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) };
}
