import { t } from '@grafana/i18n';
import { Button, IconButton, RadioButtonGroup } from '@grafana/ui';
import React, { Fragment, useState } from 'react';
import {
  addRow,
  changeLogicalOperator,
  groupWithRow,
  invertConditions,
  type LogicalOperator,
  type Path,
  type Place,
  type RowContent,
  type VisualCondition,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { ConditionDraft } from './ConditionDraft';
import type { ConditionsProps } from './conditionsProps';
import { focusOfGroup, focusOfOperand } from './focusOfOperand';
import { HiddenText } from './HiddenText';
import { Operand } from './Operand';
import { pathKey } from './pathKey';
import { useRowStyles } from './rowStyles';
import type { ValuePlace } from './valueSuggestions';

/**
 * What is being added: a condition, one that begins a group, one that makes a group with the operand of that index, or one
 * that joins all of them as they are.
 */
type Draft = { readonly kind: 'condition' | 'group' | 'around' } | { readonly kind: 'join'; readonly index: number };

/** Conditions that are joined by one operator, and what can be added to them. */
export function Conditions({ path, operator, operands, slots, prefix, tools }: ConditionsProps) {
  const styles = useRowStyles();
  const [draft, setDraft] = useState<Draft | null>(null);
  const joiner = operator ?? '&&';
  const opposite = joiner === '&&' ? '||' : '&&';
  const finish = useDrafts({ path, joiner, opposite, count: operands.length, draft, setDraft });
  const renderDraft = (number: string, place: ValuePlace, onDone: (content: RowContent) => void) => (
    <ConditionDraft number={number} place={place} onDone={onDone} onCancel={() => setDraft(null)} />
  );
  const whole: Place = { group: path, from: 0, to: slots[slots.length - 1]?.to ?? 0 };
  return (
    <>
      <div className={styles.bar}>
        {operator && <JoinerChoice whole={whole} operator={operator} isOutermost={prefix === ''} />}
        {tools}
      </div>
      {operands.map((operand, index) => {
        const slot = slots[index];
        return (
          <Fragment key={index}>
            <Operand
              operand={operand}
              number={`${prefix}${index + 1}`}
              joiner={joiner}
              Nested={Conditions}
              slots={slots}
              index={index}
              isAlone={operands.length < 2}
              onJoin={() => setDraft({ kind: 'join', index })}
            />
            {draft?.kind === 'join' && draft.index === index && slot && (
              <JoinedDraft joiner={opposite}>
                {renderDraft(`${prefix}${index + 1}.2`, placeBeside(operand, opposite), (content) =>
                  finish.join(slot, content)
                )}
              </JoinedDraft>
            )}
          </Fragment>
        );
      })}
      {draft?.kind === 'around' && (
        <JoinedDraft joiner={opposite}>
          {renderDraft('2', { path, joinedBy: opposite }, (content) => finish.join(whole, content))}
        </JoinedDraft>
      )}
      {(draft?.kind === 'condition' || draft?.kind === 'group') &&
        renderDraft(`${prefix}${operands.length + 1}`, { path, joinedBy: joiner }, finish.add)}
      <AddButtons
        path={path}
        prefix={prefix}
        canGroup={operands.length > 0}
        around={operator && prefix === '' ? opposite : null}
        onAdd={(kind) => setDraft({ kind })}
      />
      {operands.length === 0 && !draft && (
        <span className={styles.quiet}>{t('traceql-builder.all-spans', 'No conditions: all spans match.')}</span>
      )}
    </>
  );
}

/** Of several values the path leads to the first alone, which must not narrow the list by itself. */
function placeBeside({ kind, path }: VisualCondition, joinedBy: LogicalOperator): ValuePlace {
  return kind === 'choice' ? { path } : { path, joinedBy };
}

interface Drafts {
  path: Path;
  joiner: LogicalOperator;
  opposite: LogicalOperator;
  count: number;
  draft: Draft | null;
  setDraft(draft: Draft | null): void;
}

/** What happens with a draft that is complete. */
function useDrafts({ path, joiner, opposite, count, draft, setDraft }: Drafts) {
  const { edit } = useBuilder();
  return {
    add(content: RowContent) {
      // A group is one only with its second condition; until then the first stands in the group around.
      const startsGroup = draft?.kind === 'group' && count > 0;
      edit((query) => addRow(query, path, content, joiner), {
        say: t('traceql-builder.added', 'Condition added'),
        ...(startsGroup ? {} : { focus: focusOfOperand(path, count) }),
      });
      setDraft(startsGroup ? { kind: 'join', index: count } : null);
    },
    join(slot: Place, content: RowContent) {
      edit((query) => groupWithRow(query, slot, content, opposite), {
        say: t('traceql-builder.group-added', 'Group added'),
        focus: focusOfGroup(slot),
      });
      setDraft(null);
    },
  };
}

interface JoinerChoiceProps {
  /** All operands of the group. */
  whole: Place;
  operator: LogicalOperator;
  isOutermost: boolean;
}

function JoinerChoice({ whole, operator, isOutermost }: JoinerChoiceProps) {
  const { edit, disabled } = useBuilder();
  return (
    <>
      <RadioButtonGroup<LogicalOperator>
        aria-label={t('traceql-builder.joiner', 'Which of these conditions must hold')}
        size="sm"
        options={[
          { value: '&&', label: t('traceql-builder.all-of', 'All of') },
          { value: '||', label: t('traceql-builder.any-of', 'Any of') },
        ]}
        value={operator}
        onChange={(chosen) => edit((query) => changeLogicalOperator(query, whole.group, chosen))}
        disabled={disabled}
      />
      {isOutermost && (
        <IconButton
          name="exchange-alt"
          tooltip={t('traceql-builder.invert-all', 'Turn all of these conditions together into the opposite')}
          disabled={disabled}
          onClick={() => edit((query) => invertConditions(query, whole))}
        />
      )}
    </>
  );
}

/** The second condition of a group that is about to be. */
function JoinedDraft({ joiner, children }: { joiner: LogicalOperator; children: React.ReactNode }) {
  const styles = useRowStyles();
  const words = joiner === '&&' ? t('traceql-builder.and', 'and') : t('traceql-builder.or', 'or');
  return (
    <div className={styles.group} role="group" aria-label={t('traceql-builder.new-group', 'New group')}>
      <span className={styles.quiet}>
        {t('traceql-builder.grouped-with', '{{joiner}}, in one group with the condition above:', { joiner: words })}
      </span>
      {children}
    </div>
  );
}

interface AddButtonsProps {
  path: Path;
  prefix: string;
  canGroup: boolean;
  /** How a condition can join all of these as they are; null where that makes no sense. */
  around: LogicalOperator | null;
  onAdd(kind: 'condition' | 'group' | 'around'): void;
}

function AddButtons({ path, prefix, canGroup, around, onAdd }: AddButtonsProps) {
  const { disabled } = useBuilder();
  const styles = useRowStyles();
  const where =
    prefix === '' ? '' : ` ${t('traceql-builder.in-group', 'to group {{number}}', { number: prefix.slice(0, -1) })}`;
  const button = { size: 'sm', variant: 'secondary', fill: 'text', icon: 'plus', disabled } as const;
  return (
    <div className={styles.bar} data-focus={`${pathKey(path)}:add`}>
      <Button {...button} onClick={() => onAdd('condition')}>
        {t('traceql-builder.add-condition', 'Add condition')}
        <HiddenText>{where}</HiddenText>
      </Button>
      {canGroup && (
        <Button {...button} onClick={() => onAdd('group')}>
          {t('traceql-builder.add-group', 'Add group')}
          <HiddenText>{where}</HiddenText>
        </Button>
      )}
      {around && (
        <Button {...button} onClick={() => onAdd('around')}>
          {around === '&&'
            ? t('traceql-builder.add-around-and', 'Add “and” around all')
            : t('traceql-builder.add-around-or', 'Add “or” around all')}
        </Button>
      )}
    </div>
  );
}
