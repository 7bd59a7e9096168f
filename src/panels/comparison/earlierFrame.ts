import { FieldType, getFieldDisplayName, type DataFrame, type Field } from '@grafana/data';

/** How frames of the earlier time are told from the others; also tells that they have been moved already. */
const EARLIER = 'tempoCompanionEarlier';

export function isEarlier({ meta }: DataFrame): boolean {
  return meta?.custom?.[EARLIER] === true;
}

/**
 * A frame of the earlier time as it is drawn over the later one: moved to the same place on the time axis, dashed, not
 * filled, and named apart.
 *
 * @param suffix - follows the names of the series
 */
export function earlierFrame(frame: DataFrame, shiftMs: number, suffix: string): DataFrame {
  return {
    ...frame,
    meta: { ...frame.meta, custom: { ...frame.meta?.custom, [EARLIER]: true } },
    fields: frame.fields.map((field) => {
      switch (field.type) {
        case FieldType.time:
          return { ...field, values: field.values.map((timeMs: number) => timeMs + shiftMs) };
        case FieldType.number:
          return dashed(field, `${getFieldDisplayName(field, frame)} ${suffix}`);
        default:
          return field;
      }
    }),
  };
}

function dashed(field: Field, name: string): Field {
  const { custom, ...config } = field.config;
  return {
    ...field,
    // What Grafana has computed is of the old name.
    state: undefined,
    config: {
      ...config,
      displayName: undefined,
      displayNameFromDS: name,
      custom: { ...custom, lineStyle: { fill: 'dash', dash: [6, 6] }, fillOpacity: 0, lineWidth: 1 },
    },
  };
}
