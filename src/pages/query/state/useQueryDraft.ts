import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Query } from '../../../traceql';
import { beginDraft, recheck, redo, undo, writeText, writeTree, type Draft } from './draft';

/** Pauses longer than this begin a new step for undo, and let the text into the URL. */
const PAUSE_MS = 500;

export interface AdoptedText {
  readonly text: string;
}

export interface QueryDraftControl {
  readonly draft: Draft;
  /** The text as it last came from outside: of the link, by going back, from a list. A new object each time. */
  readonly adopted: AdoptedText;
  /** Takes a whole query over, as a link would. The caller writes the URL. */
  adopt(text: string): void;
  writeText(text: string): void;
  writeTree(tree: Query): void;
  undo(): void;
  redo(): void;
  /** Writes the text into the URL now. */
  flush(): void;
  /** The text is being asked: it goes into the URL now, and what is written next does not take its place there. */
  markAsked(): void;
}

interface Settings {
  urlText: string;
  tempo: string;
  /** Writes the text into the URL; `replace` makes no new entry in the browser's history. */
  onText(text: string, replace: boolean): void;
}

/**
 * The query being written. The text lives here while it is typed and goes into the URL after a pause; a text that comes
 * into the URL from elsewhere (going back, a link within the app) takes its place.
 */
export function useQueryDraft({ urlText, tempo, onText }: Settings): QueryDraftControl {
  const [kept, setDraft] = useState(() => beginDraft(urlText, tempo));
  const draft = useMemo(() => recheck(kept, tempo), [kept, tempo]);
  const [adopted, setAdopted] = useState<AdoptedText>({ text: urlText });
  const written = useRef(urlText);
  /** The text that was asked last: going back leads to it, but not to every pause in typing. */
  const asked = useRef<string | undefined>(undefined);
  const lastKeyMs = useRef(0);
  const latest = useRef({ draft, onText });
  useEffect(() => {
    latest.current = { draft, onText };
  });

  const adopt = useCallback(
    (text: string) => {
      written.current = text;
      // Known before it is rendered: the end of a run in between must not write the text before into the URL again.
      latest.current = { ...latest.current, draft: writeText(latest.current.draft, text, tempo) };
      setAdopted({ text });
      setDraft((before) => writeText(before, text, tempo));
    },
    [tempo]
  );

  useEffect(() => (urlText === written.current ? undefined : adopt(urlText)), [urlText, adopt]);

  const flush = useCallback(() => {
    const { draft: now, onText: write } = latest.current;
    if (now.text !== written.current) {
      const isReplaced = written.current !== asked.current;
      written.current = now.text;
      write(now.text, isReplaced);
    }
  }, []);

  const markAsked = useCallback(() => {
    flush();
    asked.current = written.current;
  }, [flush]);

  useEffect(() => {
    const timer = setTimeout(flush, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft.text, flush]);

  return {
    draft,
    adopted,
    adopt,
    flush,
    markAsked,
    writeText: useCallback(
      (text: string) => {
        const now = Date.now();
        const merges = now - lastKeyMs.current < PAUSE_MS;
        lastKeyMs.current = now;
        setDraft((before) => writeText(before, text, tempo, merges));
      },
      [tempo]
    ),
    writeTree: useCallback((tree: Query) => setDraft((before) => writeTree(before, tree, tempo)), [tempo]),
    undo: useCallback(() => setDraft((before) => undo(before, tempo)), [tempo]),
    redo: useCallback(() => setDraft((before) => redo(before, tempo)), [tempo]),
  };
}
