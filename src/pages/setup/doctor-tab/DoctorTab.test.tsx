import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import type { Changes, DoctorProgress, DoctorQuestion, Task } from '../../../data';
import { CORRECTED, doctorProgress, TRACE_ID } from '../testdata/doctorProgress';
import { DoctorTab } from './DoctorTab';

beforeEach(() => {
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
});
afterEach(() => jest.restoreAllMocks());

type Doctor = Task<DoctorQuestion, DoctorProgress>;

const doctorOf = (changed: Partial<Doctor> = {}): Doctor => ({
  status: 'done',
  question: { traceId: undefined },
  progress: doctorProgress(),
  failure: undefined,
  start: jest.fn(),
  cancel: jest.fn(),
  ...changed,
});
const changesOf = (changed: Partial<Changes> = {}): Changes => ({
  isAllowed: true,
  shown: undefined,
  undoable: [],
  last: undefined,
  plan: jest.fn(),
  apply: jest.fn(),
  close: jest.fn(),
  undo: jest.fn(),
  ...changed,
});

function show(doctor = doctorOf(), changes = changesOf(), search = '') {
  render(
    <MemoryRouter initialEntries={[`/setup${search}`]}>
      <LocationServiceProvider service={locationService}>
        <DoctorTab doctor={doctor} changes={changes} />
      </LocationServiceProvider>
    </MemoryRouter>
  );
  return { doctor, changes, user: userEvent.setup() };
}

describe('a link', () => {
  it('says its state, what was found, and what was asked', async () => {
    const { user } = show();
    const link = screen.getByRole('region', { name: 'Trace to logs' });
    expect(within(link).getByText('Broken')).toBeVisible();
    expect(within(link).getByText('Tempo to Loki')).toBeVisible();
    const finding = within(link).getByRole('region', { name: 'The window of time is too narrow' });
    expect(within(finding).getByText('Critical')).toBeVisible();
    expect(within(finding).getByText('spanEndTimeShift: 0s')).toBeVisible();
    expect(within(finding).getByText('Widen the window.')).toBeVisible();

    const own = within(link).getByRole('list', { name: 'What the link asks' });
    expect(within(own).getByText('{service_name="cart"} |= "2082"')).toBeVisible();
    // The window is shorter than a second.
    expect(within(own).getByText(/Found: 0 · .*22\.000 to .*22\.012/)).toBeVisible();
    expect(within(link).queryByText('{service_name="cart"}')).not.toBeInTheDocument();
    await user.click(within(link).getByRole('button', { name: /What else was asked \(1\)/ }));
    expect(within(link).getByText(/Found: 12/)).toBeVisible();
  });

  it('leads to Explore with the very question', () => {
    show();
    const [explore] = screen.getAllByRole('link', { name: 'Open in Explore' });
    const panes = JSON.parse(
      new URL(explore?.getAttribute('href') ?? '', 'http://grafana').searchParams.get('panes') ?? ''
    );
    expect(panes.setup).toEqual({
      datasource: 'loki',
      queries: [
        {
          refId: 'A',
          datasource: expect.objectContaining({ uid: 'loki', type: 'loki' }),
          expr: '{service_name="cart"} |= "2082"',
          queryType: 'range',
        },
      ],
      range: { from: '1795397842000', to: '1795397842012' },
    });
  });

  it('that could not be asked about is not taken for good', () => {
    show();
    const link = screen.getByRole('region', { name: 'Metrics to trace (exemplars)' });
    expect(within(link).getByText('Not tested')).toBeVisible();
    expect(within(link).getByText(/Failed: 403: You lack the right/)).toBeVisible();
    expect(within(link).getByText(/the question failed/)).toBeVisible();
  });
});

describe('the trace', () => {
  it('is linked', () => {
    show();
    expect(screen.getByRole('link', { name: TRACE_ID })).toHaveAttribute(
      'href',
      expect.stringContaining(`trace=${TRACE_ID}`)
    );
  });

  it.each([
    [{ kind: 'none' }, 'Tempo has no trace of the last 24 hours'],
    [{ kind: 'unknown', traceId: TRACE_ID }, 'Tempo does not have this trace'],
    [{ kind: 'failed', said: 'empty ring' }, 'No trace could be read from Tempo'],
  ] as const)('%j is said', (choice, title) => {
    show(doctorOf({ progress: doctorProgress({ choice }) }));
    expect(screen.getByText(title)).toBeVisible();
  });

  it('is asked for when a link names one, and picked when it names none', () => {
    const { doctor } = show(doctorOf({ question: undefined, status: 'idle', progress: undefined }));
    expect(doctor.start).toHaveBeenCalledWith({ traceId: undefined });
    const named = show(doctorOf(), changesOf(), `?trace=${TRACE_ID.toUpperCase()}`);
    expect(named.doctor.start).toHaveBeenCalledWith({ traceId: TRACE_ID });
  });

  it('is not asked for again by coming back, nor when it was cancelled', () => {
    expect(show().doctor.start).not.toHaveBeenCalled();
    expect(show(doctorOf({ status: 'cancelled' })).doctor.start).not.toHaveBeenCalled();
  });

  it('that is none is said at the field, which keeps it', async () => {
    const { doctor, user } = show();
    const field = screen.getByRole('textbox', { name: /Trace to test with/ });
    await user.type(field, 'xyz{Enter}');
    expect(screen.getByText(/This names no trace/)).toBeVisible();
    expect(field).toHaveValue('xyz');
    expect(doctor.start).not.toHaveBeenCalled();
  });

  it('of a link that is cut is not asked for', () => {
    const { doctor } = show(
      doctorOf({ question: undefined, status: 'idle', progress: undefined }),
      changesOf(),
      '?trace=12'
    );
    expect(screen.getByText(/This names no trace/)).toBeVisible();
    expect(doctor.start).not.toHaveBeenCalled();
  });
});

describe('progress', () => {
  it('says what is asked, can be cancelled, and leaves the focus on the form', async () => {
    const probe = { why: 'whether there are lines' } as DoctorProgress['asked']['probe'];
    const asked = { done: 1, total: 4, probe };
    const { doctor, user } = show(
      doctorOf({
        status: 'running',
        progress: doctorProgress({ step: 'links', asked, corrected: [], proof: undefined }),
      })
    );
    expect(screen.getByText('Testing the links. Answered 1 of 4: whether there are lines')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(doctor.cancel).toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Run the checks' })).toHaveFocus();
  });

  it('counts at the end', () => {
    show();
    expect(screen.getByText(/Work: 0\. Broken: 1\. Doubtful: 0\. Not set up: 0\. Not tested: 1\./)).toBeVisible();
  });

  it('the same trace again by the button', async () => {
    const { doctor, user } = show(doctorOf({ question: { traceId: TRACE_ID } }), changesOf(), `?trace=${TRACE_ID}`);
    await user.click(screen.getByRole('button', { name: 'Run the checks' }));
    expect(doctor.start).toHaveBeenCalledWith({ traceId: TRACE_ID });
  });
});

describe('a correction', () => {
  it('is applied by those who may, where the data source is not provisioned', async () => {
    const { changes, user } = show();
    const provisioned = screen.getByRole('region', { name: 'Tempo' });
    expect(within(provisioned).getByText(/This data source is provisioned/)).toBeVisible();
    expect(within(provisioned).queryByRole('button', { name: /Apply/ })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Apply to Loki…' }));
    expect(changes.plan).toHaveBeenCalledWith('loki', doctorProgress().input);
  });

  it('cannot be applied by others, and says who can', () => {
    show(doctorOf(), changesOf({ isAllowed: false }));
    expect(screen.queryByRole('button', { name: /Apply/ })).not.toBeInTheDocument();
    const correction = screen.getByRole('region', { name: 'Loki' });
    expect(within(correction).getByText(/datasources:write/)).toBeVisible();
    expect(within(correction).getByText('It is wrong in Loki.', { exact: false, selector: 'li' })).toBeVisible();
  });

  it('is a difference, and a whole file to download', async () => {
    const { user } = show();
    const correction = screen.getByRole('region', { name: 'Loki' });
    const difference = within(correction).getByLabelText('Difference of loki.yaml');
    expect([...difference.querySelectorAll('ins')].map((line) => line.textContent?.trim())).toContain(
      '+       corrected: true'
    );
    expect(difference.querySelector('ins')).toHaveTextContent(/jsonData:|It is wrong in Loki/);
    await user.click(within(correction).getByRole('radio', { name: 'Whole file' }));
    expect(within(correction).getByLabelText('loki.yaml')).toHaveTextContent(
      /apiVersion: 1.*uid: loki.*corrected: true/
    );
    expect(within(correction).getByRole('button', { name: 'Download loki.yaml' })).toBeVisible();
  });

  it('is proved, or says what is left', () => {
    show();
    expect(screen.getByText('Tested with the trace: with these corrections no finding is left')).toBeVisible();
    const proof = doctorProgress().diagnoses;
    show(doctorOf({ progress: doctorProgress({ proof }) }));
    expect(screen.getByText('With these corrections, some findings are left')).toBeVisible();
  });

  it('that is not needed is not shown', () => {
    show(doctorOf({ progress: doctorProgress({ corrected: [], proof: undefined, diagnoses: [] }) }));
    expect(screen.queryByText('Corrected data sources')).not.toBeInTheDocument();
  });
});

describe('a change', () => {
  const stored = {
    uid: 'loki',
    name: 'Loki',
    type: 'loki',
    version: 1,
    readOnly: false,
    jsonData: { maxLines: 100 },
    whole: {},
  };

  it('is shown before it is stored', async () => {
    const { changes, user } = show(
      doctorOf(),
      changesOf({ shown: { uid: 'loki', status: 'planned', plan: { stored, corrected: CORRECTED[1] } } })
    );
    const dialog = screen.getByRole('dialog', { name: 'Change the data source Loki' });
    expect(within(dialog).getByText(/its secrets and all else stay/)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
    expect(changes.apply).toHaveBeenCalledTimes(1);
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(changes.close).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['nothing is left to correct', { stored, corrected: undefined }, /needs no correction/],
    [
      'it has been provisioned since',
      { stored: { ...stored, readOnly: true }, corrected: CORRECTED[1] },
      /has been provisioned since/,
    ],
  ])('cannot be applied where %s', (_, plan, text) => {
    show(doctorOf(), changesOf({ shown: { uid: 'loki', status: 'planned', plan } }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText(text)).toBeVisible();
    expect(within(dialog).queryByRole('button', { name: 'Apply' })).not.toBeInTheDocument();
  });

  it('that Grafana refuses has changed nothing, and says why', () => {
    const plan = { stored, corrected: CORRECTED[1] };
    show(
      doctorOf(),
      changesOf({ shown: { uid: 'loki', status: 'failed', said: '409: changed by someone else', plan } })
    );
    expect(screen.getByText('Nothing was changed')).toBeVisible();
    expect(screen.getByText('409: changed by someone else')).toBeVisible();
  });

  it('that may have been stored does not claim the opposite', () => {
    const plan = { stored, corrected: CORRECTED[1] };
    const shown = { uid: 'loki', status: 'failed', said: '504: Gateway Timeout', plan, isUncertain: true } as const;
    show(doctorOf(), changesOf({ shown }));
    expect(screen.getByText('It is not known whether it was changed')).toBeVisible();
    expect(screen.queryByText('Nothing was changed')).not.toBeInTheDocument();
  });

  it('can be undone', async () => {
    const change = { uid: 'loki', name: 'Loki', former: {}, version: 2, status: 'applied', said: '' } as const;
    const { changes, user } = show(doctorOf(), changesOf({ undoable: [change] }));
    expect(screen.getByText('Loki has been changed')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo the change of Loki' }));
    expect(changes.undo).toHaveBeenCalledWith('loki');
  });

  it('that was stored is what the focus goes to', async () => {
    show(doctorOf(), changesOf({ last: { kind: 'undone', name: 'Loki', isReloaded: true } }));
    await waitFor(() => expect(screen.getByRole('group', { name: 'Changes made here' })).toHaveFocus());
    expect(screen.getByText('Loki is as it was before')).toBeVisible();
  });

  it('that somebody has changed again cannot be undone', () => {
    const change = { uid: 'loki', name: 'Loki', former: {}, version: 2, status: 'changed-since', said: '' } as const;
    show(doctorOf(), changesOf({ undoable: [change] }));
    expect(screen.getByText(/somebody has changed the data source since/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Undo/ })).not.toBeInTheDocument();
  });

  it('that this browser could not be told of says so', () => {
    show(doctorOf(), changesOf({ last: { kind: 'applied', name: 'Loki', isReloaded: false } }));
    expect(screen.getByText('It is stored, but this browser still has the old settings')).toBeVisible();
  });
});
