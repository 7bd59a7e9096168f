import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { imageUrl } from './imageUrl.ts';

type PageInfoItem = NonNullable<PluginPageProps['info']>[number];

interface PageHeaderProps extends Pick<PluginPageProps, 'info' | 'actions' | 'renderTitle' | 'subTitle'> {
  item: NavModelItem;
}

export function PageHeader({ item, info = [], actions, renderTitle, subTitle }: PageHeaderProps) {
  const styles = useStyles2(getStyles);
  const description = subTitle ?? item.subTitle;
  return (
    <div className={styles.header}>
      <div className={styles.topRow}>
        <div className={styles.titleRow}>
          {item.img && <img className={styles.image} src={imageUrl(item.img)} alt="" />}
          {renderTitle ? renderTitle(item.text) : <h1 className={styles.title}>{item.text}</h1>}
        </div>
        {info.length > 0 && <PageInfo info={info} />}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {description && <div className={styles.subTitle}>{description}</div>}
    </div>
  );
}

function PageInfo({ info }: { info: PageInfoItem[] }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.info}>
      {info.map(({ label, value }) => (
        <div key={label}>
          <dt className={styles.infoLabel}>{label}</dt>
          <dd className={styles.infoValue}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), marginBottom: theme.spacing(2) }),
  topRow: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: theme.spacing(1, 3) }),
  titleRow: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), flexGrow: 1, minWidth: 0 }),
  title: css({ margin: 0 }),
  image: css({ width: 32, height: 32 }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  subTitle: css({ color: theme.colors.text.secondary }),
  info: css({ display: 'flex', gap: theme.spacing(2), margin: 0 }),
  infoLabel: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  infoValue: css({ margin: 0 }),
});
