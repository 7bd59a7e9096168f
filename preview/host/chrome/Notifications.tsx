import { css } from '@emotion/css';
import { type AlertErrorPayload, AppEvents, type BusEvent, type BusEventType, type GrafanaTheme2 } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, type AlertVariant, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

interface Notification {
  id: number;
  severity: AlertVariant;
  title: string;
  text: string;
}

type AlertEvent = BusEvent & { payload?: AlertErrorPayload | string[] };

const SUCCESS_MS = 3_000;
const OTHER_MS = 7_000;
let lastId = 0;

/** Toasts for the alert events of plugins and of failed requests. */
export function Notifications() {
  const styles = useStyles2(getStyles);
  const [notifications, setNotifications] = useState<Notification[]>([]);
  const remove = (id: number) => setNotifications((all) => all.filter((one) => one.id !== id));

  useEffect(() => {
    const show =
      (severity: AlertVariant, durationMs: number) =>
      ({ payload = [] }: AlertEvent) => {
        const [title = '', text] = payload as string[];
        const id = ++lastId;
        setNotifications((all) =>
          // The same message again is no news.
          all.some((one) => one.title === title) ? all : [...all, { id, severity, title, text: describe(text) }]
        );
        setTimeout(() => remove(id), durationMs);
      };
    const events = getAppEvents();
    const subscriptions = [
      events.subscribe(asEventClass(AppEvents.alertSuccess), show('success', SUCCESS_MS)),
      events.subscribe(asEventClass(AppEvents.alertInfo), show('info', OTHER_MS)),
      events.subscribe(asEventClass(AppEvents.alertWarning), show('warning', OTHER_MS)),
      events.subscribe(asEventClass(AppEvents.alertError), show('error', OTHER_MS)),
    ];
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, []);

  return (
    <div className={styles.list}>
      {notifications.map(({ id, severity, title, text }) => (
        <Alert key={id} role="alert" severity={severity} title={title} elevated onRemove={() => remove(id)}>
          {text}
        </Alert>
      ))}
    </div>
  );
}

/** The old event names work with `subscribe` because it only reads `type`. */
function asEventClass(event: { name: string }): BusEventType<AlertEvent> {
  return { type: event.name } as BusEventType<AlertEvent>;
}

function describe(detail: unknown): string {
  if (detail instanceof Error) {
    return detail.message;
  }
  return typeof detail === 'string' ? detail : '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ position: 'fixed', top: 50, right: 8, zIndex: theme.zIndex.portal, minWidth: 400, maxWidth: 600 }),
});
