import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Button, Dropdown, IconButton, Menu } from '@grafana/ui';
import React, { memo } from 'react';
import {
  defaultLiteral,
  HINT_OFFERS,
  isKnownTo,
  literalText,
  readLiteral,
  removeNode,
  replaceNode,
  setHint,
  type Hint,
  type Hints,
  type Literal,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { offerDescription } from './offerDescription';
import { OptionBox } from './OptionBox';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { useRowStyles } from './rowStyles';
import { TextBox } from './TextBox';
import { UNESCAPED } from './unescaped';

/** `with(…)`: what Tempo is told about how to run the query. */
export const HintsPart = memo(function HintsPart({ hints }: { hints: readonly Hints[] }) {
  const { edit, disabled, tempo } = useBuilder();
  const styles = useRowStyles();
  const title = t('traceql-builder.hints', 'Hints');
  const names = hints[hints.length - 1]?.hints.map(({ name }) => name) ?? [];
  const add = (name: string) =>
    edit((query) => setHint(query, name, firstValue(name)), {
      say: t('traceql-builder.hint-added', 'Hint added'),
      focus: [`hint:${Math.max(0, hints.length - 1)}:${names.length}`],
    });
  const overlay = () => (
    <Menu ariaLabel={t('traceql-builder.add-hint', 'Add hint')}>
      {HINT_OFFERS.filter(({ name }) => !names.includes(name)).map((offer) => (
        <Menu.Item
          key={offer.name}
          label={offer.name}
          description={offerDescription(offer, isKnownTo(offer.since, tempo))}
          onClick={() => add(offer.name)}
        />
      ))}
    </Menu>
  );
  return (
    <div className={styles.block} role="group" aria-label={title}>
      <div className={styles.bar}>
        <div className={styles.title}>{title}</div>
        <div data-focus="hints:add">
          <Dropdown overlay={overlay} placement="bottom-start">
            <Button size="sm" variant="secondary" fill="text" icon="plus" disabled={disabled}>
              {t('traceql-builder.add-hint', 'Add hint')}
            </Button>
          </Dropdown>
        </div>
      </div>
      {hints.map((each, index) => (
        <HintList key={index} hints={each} index={index} />
      ))}
    </div>
  );
});

function HintList({ hints, index }: { hints: Hints; index: number }) {
  const styles = useRowStyles();
  const key = `hints.${index}`;
  const isHighlighted = useIsHighlighted(key);
  return (
    <div className={cx(styles.list, isHighlighted && styles.marked)}>
      <CommentNotes comments={hints.comments} />
      {hints.hints.map((hint, at) => (
        <HintRow key={`${hint.name}${at}`} hint={hint} index={index} at={at} />
      ))}
      <PartNotes part={key} />
    </div>
  );
}

const SHARES = ['sample', 'span_sample', 'trace_sample'];
const SWITCHES = ['most_recent', 'debug', 'info', 'spanonly_fetch'];

function firstValue(name: string): Literal {
  const texts: Readonly<Record<string, readonly ['int' | 'float', string]>> = {
    exemplars: ['int', '100'],
    job_size: ['int', '104857600'],
    concurrent_blocks: ['int', '10'],
    time_overlap_cutoff: ['float', '0.2'],
  };
  const [type, text] = texts[name] ?? [];
  const read = type && text ? readLiteral(type, text) : null;
  return read ?? defaultLiteral(name === 'skip_ast_transformations' ? 'string' : 'bool');
}

function HintRow({ hint, index, at }: { hint: Hint; index: number; at: number }) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const path = ['hints', index, 'hints', at];
  const { name } = hint;
  const put = (value: Literal) => edit((query) => replaceNode(query, [...path, 'value'], value));
  return (
    <div className={styles.row} role="group" aria-label={name} data-focus={`hint:${index}:${at}`}>
      <div className={styles.controls}>
        <span className={styles.name}>{name}</span>
        <HintValue hint={hint} onChange={put} />
        <CommentNotes comments={hint.comments} />
      </div>
      <div className={styles.actions}>
        <IconButton
          name="trash-alt"
          tooltip={t('traceql-builder.remove-hint', 'Remove hint {{name}}', { name, interpolation: UNESCAPED })}
          disabled={disabled}
          onClick={() =>
            edit((query) => removeNode(query, path), {
              say: t('traceql-builder.hint-removed', 'Hint removed'),
              focus: ['hints:add'],
            })
          }
        />
      </div>
    </div>
  );
}

function HintValue({ hint, onChange }: { hint: Hint; onChange(value: Literal): void }) {
  const { name, value } = hint;
  const label = t('traceql-builder.hint-value', 'Value of hint {{name}}', { name, interpolation: UNESCAPED });
  if (value.kind === 'bool' && SWITCHES.includes(name)) {
    return (
      <OptionBox
        label={label}
        options={[{ value: 'true' }, { value: 'false' }]}
        value={literalText(value)}
        onChange={(chosen) => onChange(readLiteral('bool', chosen) ?? value)}
        width={12}
      />
    );
  }
  const commit = (typed: string): string | null => {
    const read = readHint(typed, value.kind === 'string');
    if (read) {
      onChange(read);
    }
    return read ? null : expectation(name, typed);
  };
  return (
    <TextBox
      label={label}
      text={value.kind === 'invalid' ? value.text : literalText(value)}
      width={20}
      onCommit={commit}
    />
  );
}

function expectation(name: string, typed: string): string {
  return SHARES.includes(name)
    ? t('traceql-builder.no-share', '“{{typed}}” is neither true nor a share between 0 and 1, such as 0.1.', {
        typed,
        interpolation: UNESCAPED,
      })
    : t('traceql-builder.no-hint-value', '“{{typed}}” is no value for a hint, such as true, 100 or 0.5.', {
        typed,
        interpolation: UNESCAPED,
      });
}

/** Hints take literals without a sign. */
function readHint(typed: string, isText: boolean): Literal | null {
  if (isText) {
    return readLiteral('string', typed);
  }
  const read = (['bool', 'int', 'float', 'duration'] as const)
    .map((type) => readLiteral(type, typed))
    .find((literal) => literal !== null);
  return read && !literalText(read).startsWith('-') ? read : null;
}
