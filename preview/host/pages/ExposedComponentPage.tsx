import { Alert, LoadingPlaceholder } from '@grafana/ui';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import React, { useState } from 'react';
import { Page } from '../chrome/Page.tsx';
import { usePluginComponent } from '../extensions/pluginExtensionHooks.ts';

type Props = Record<string, unknown>;

interface Call {
  name: string;
  arguments: unknown[];
}

/**
 * `/preview/exposed/<id of an exposed component>`: the component as another plugin would use it. Parameters: `props`, JSON;
 * `on`, names of callbacks, each with the property that its first argument sets (`on=onChange:query,onRun`). Calls are
 * listed below the component.
 */
export function ExposedComponentPage() {
  const { '*': id = '' } = useParams();
  const { search } = useLocation();
  // Another component or other parameters begin anew.
  return <ExposedComponent key={`${id}${search}`} id={id} search={search} />;
}

function ExposedComponent({ id, search }: { id: string; search: string }) {
  const { component: Component, isLoading } = usePluginComponent<Props>(id);
  const parameters = new URLSearchParams(search);
  const given = readProps(parameters.get('props') ?? '{}');
  const [bound, setBound] = useState<Props>({});
  const [calls, setCalls] = useState<Call[]>([]);
  const callbacks = Object.fromEntries(
    readBindings(parameters.get('on')).map(({ name, property }) => [
      name,
      (...args: unknown[]) => {
        setCalls((before) => [...before, { name, arguments: args }]);
        if (property) {
          setBound((before) => ({ ...before, [property]: args[0] }));
        }
      },
    ])
  );
  return (
    <Page pageNav={{ text: id || 'Exposed component', url: '/preview/exposed' }}>
      {isLoading && <LoadingPlaceholder text="Loading ..." />}
      {!isLoading && !Component && <Alert severity="warning" title={`No plugin exposes the component "${id}"`} />}
      {!given && <Alert severity="warning" title="The parameter props is no JSON object" />}
      {Component && given && <Component {...given} {...bound} {...callbacks} />}
      <h2>Calls</h2>
      <ol data-testid="exposed-calls">
        {calls.map((call, index) => (
          <li key={index}>
            <code>{`${call.name}(${call.arguments.map(renderArgument).join(', ')})`}</code>
          </li>
        ))}
      </ol>
    </Page>
  );
}

function readProps(text: string): Props | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Props) : undefined;
  } catch {
    return undefined;
  }
}

function readBindings(text: string | null): Array<{ name: string; property: string | undefined }> {
  return (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', property] = part.split(':');
      return { name, property };
    });
}

function renderArgument(argument: unknown): string {
  try {
    return JSON.stringify(argument) ?? String(argument);
  } catch {
    return String(argument);
  }
}
