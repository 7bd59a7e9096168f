import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Suggested, SuggestedAttribute, TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import { render, type Fix, type Query } from '../../traceql';
import type { Builder, EditOptions } from './BuilderContext';
import { buildFieldIndex, type FieldIndex } from './fieldIndex';
import { PartMarksStore } from './PartMarksStore';
import { useFocusRequests } from './useFocusRequests';

interface BuilderInput {
  query: Query;
  onChange(query: Query): void;
  onFix(fix: Fix): void;
  tempo: string;
  suggestions: TraceqlSuggestions;
  disabled?: boolean;
}

interface BuilderState {
  readonly builder: Builder;
  /** For screen readers; `count` tells the same message twice apart. */
  readonly message: { readonly text: string; readonly count: number };
}

/** What the parts of the builder share; the same object as long as no setting changes. */
export function useBuilderState(input: BuilderInput, box: RefObject<HTMLElement | null>): BuilderState {
  const { query, tempo, suggestions, disabled = false } = input;
  const latest = useRef(input);
  const tree = useEditedTree(query);
  useLayoutEffect(() => {
    latest.current = input;
  });
  const [message, setMessage] = useState({ text: '', count: 0 });
  const [marks] = useState(() => new PartMarksStore());
  const { focus, whileLeaving } = useFocusRequests(box, query);
  const fields = useFieldLoader(suggestions, tempo);
  const builder = useMemo((): Builder => {
    const say = (text: string) => setMessage(({ count }) => ({ text, count: count + 1 }));
    return {
      tempo,
      disabled,
      suggestions,
      marks,
      getQuery: tree.get,
      edit(change, options: EditOptions = {}) {
        const changed = change(tree.get());
        if (changed === tree.get() || disabled) {
          return;
        }
        tree.put(changed);
        latest.current.onChange(changed);
        if (options.say) {
          say(options.say);
        }
        if (options.focus) {
          focus(options.focus);
        }
      },
      fix: (fix) => latest.current.onFix(fix),
      say,
      focus,
      whileLeaving,
      ...fields,
    };
  }, [tempo, disabled, suggestions, marks, tree, focus, whileLeaving, fields]);
  return { builder, message };
}

/**
 * The tree with all edits, also those that the caller has not handed back yet: it may take its time, and hand back an
 * older edit when a newer one has been made already.
 */
function useEditedTree(query: Query) {
  const edited = useRef(query);
  const handedOut = useRef<string[]>([]);
  useLayoutEffect(() => {
    const place = handedOut.current.indexOf(render(query));
    const isOlder = place >= 0 && place < handedOut.current.length - 1;
    handedOut.current = isOlder ? handedOut.current.slice(place + 1) : [];
    if (!isOlder) {
      edited.current = query;
    }
  }, [query]);
  return useMemo(
    () => ({
      get: () => edited.current,
      put(changed: Query) {
        edited.current = changed;
        handedOut.current.push(render(changed));
      },
    }),
    []
  );
}

/** Attributes are asked for when a list is opened; the list for searching is built once for each answer. */
function useFieldLoader(suggestions: TraceqlSuggestions, tempo: string): Pick<Builder, 'loadFields' | 'knownFields'> {
  const built = useRef<{ from: unknown; tempo: string; index: FieldIndex } | null>(null);
  return useMemo(() => {
    const build = (from: Suggested<SuggestedAttribute>, problem: string | null): FieldIndex => {
      if (built.current?.from !== from || built.current.tempo !== tempo) {
        built.current = { from, tempo, index: buildFieldIndex(from, tempo, problem) };
      }
      return built.current.index;
    };
    return {
      knownFields: () => (built.current?.tempo === tempo ? built.current.index : null),
      loadFields: (signal) =>
        suggestions.fetchAttributes(signal).then(
          (attributes) => build(attributes, null),
          (error: unknown) => {
            if (signal.aborted) {
              throw error;
            }
            // The built-in fields are there without any data.
            return build({ items: [], truncated: false }, error instanceof Error ? error.message : String(error));
          }
        ),
    };
  }, [suggestions, tempo]);
}
