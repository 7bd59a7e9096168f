import { type DataFrame, type Field, FieldType } from '@grafana/data';

/** The frames that a graph over time can draw, without the fields that it cannot; empty if there is none. */
export function prepareTimeSeriesFrames(series: DataFrame[]): DataFrame[] {
  return series.flatMap((frame) => {
    const time = frame.fields.find((field) => field.type === FieldType.time);
    const values = frame.fields.filter(isDrawable);
    if (!time || values.length === 0 || frame.length === 0) {
      return [];
    }
    return [{ ...frame, fields: [time, ...values] }];
  });
}

function isDrawable(field: Field): boolean {
  return field.type === FieldType.number || field.type === FieldType.enum;
}
