import { minBy, ofTempo, perProcess, select, sumBy } from '../../signals';
import type { ServiceStatus } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatCount } from '../formatValue';
import { nameOf, subjectsOf } from '../numberCheck';
import { answersTo, describeFailure, nameOfProcess, whyUnanswered } from '../processAnswers';
import { advice } from '../remedy';

/** What a service of a process may be while the process is well. */
const WELL: ReadonlySet<ServiceStatus['state']> = new Set(['Running', 'Unknown']);
/** Labels by which a scrape tells processes apart. */
const PROCESS = ['pod', 'instance', 'container', 'job'];

/** Whether the processes run, by their own word and by Prometheus'. */
export const PROCESS_CHECKS: readonly Check[] = [
  {
    id: 'processes.not-ready',
    title: 'A process is not ready',
    looksAt: 'What each process answers to /ready, and the reason it gives.',
    cause:
      'The process runs but does not do its part. Kubernetes sends it no requests, and a rollout waits for it. It gives the reason itself.',
    severity: 'critical',
    confidence: 'certain',
    judge: judgeReadiness,
    remedies: [
      advice(
        'Wait if it has just started: an ingester joins its ring within a minute, a live-store reads what it missed first (up to 30 minutes).'
      ),
      advice(
        '"number of queriers connected … is 0": start queriers, or correct querier.frontend_worker.frontend_address.'
      ),
      advice('"Some services are not Running": the table of services names the one, and the log of the process why.'),
    ],
    panel: 'errors.processes-up',
    doc: HEALTH_DOCS.api,
  },
  {
    id: 'processes.service-failed',
    title: 'A service inside of a process does not run',
    looksAt: 'The states in /status/services of each process.',
    cause:
      'A Tempo process is made of services. One that failed or ended takes its task with it, and the process is stopped soon after.',
    severity: 'critical',
    confidence: 'certain',
    judge: judgeServices,
    remedies: [
      advice('Read the log of the process around its start: the failure case beside the service is its last word.'),
      advice(
        'Services that are "Starting" for long wait for others: for the ring, for object storage, for Kafka (3.x).'
      ),
    ],
    panel: 'errors.processes-up',
    doc: HEALTH_DOCS.api,
  },
  {
    id: 'processes.unreachable',
    title: 'A component cannot be reached',
    looksAt: 'Whether each component with a route, and the data source, answers at all.',
    cause:
      'Grafana got no answer from the address: the process is stopped or hangs, the address is wrong, or a network policy is in between.',
    severity: 'critical',
    confidence: 'likely',
    judge: judgeReach,
    remedies: [
      advice('Is the process there? With Kubernetes, kubectl get pods -l app.kubernetes.io/name=tempo tells.'),
      advice(
        'Compare the address on the configuration page with the name and port of the service (3200 with helm). It must not end with a slash.'
      ),
      advice('Let Grafana reach port 3200 of the component in the network policies.'),
    ],
    panel: 'errors.processes-up',
    doc: HEALTH_DOCS.architecture,
  },
  {
    id: 'processes.down',
    title: 'Prometheus cannot scrape a process',
    looksAt: 'up of each process that sent metrics in the last hour.',
    cause: 'The process is stopped, restarts, hangs, or was removed within the last hour.',
    severity: 'critical',
    confidence: 'likely',
    queries: (context) => {
      const { by } = perProcess(context);
      const seen = `last_over_time(${select('tempo_build_info', context.matchers())}[1h])`;
      const labels = [...new Set([...by, 'job', 'instance'])];
      return { up: minBy(labels, `${select('up', context.matchers())} and on (job, instance) ${seen}`) };
    },
    judge: ({ numbers }) => {
      const up = numbers.up ?? [];
      const down = up.filter(({ value }) => value === 0);
      if (up.length === 0) {
        return unknown('Prometheus has no "up" with the labels of this Tempo: another one scrapes, and sends on.');
      }
      return down.length === 0
        ? fine(`All ${up.length} processes are scraped.`)
        : found(`${down.length} of ${up.length} processes do not answer Prometheus.`, {
            subjects: down.map((sample) => ({ name: nameOf(sample, PROCESS), detail: 'up is 0' })),
          });
    },
    remedies: [
      advice('Look at the process: kubectl describe pod (last state, reason, exit code) and kubectl logs --previous.'),
      advice('Exit code 137 is the memory limit: see "A process is close to its memory limit".'),
    ],
    panel: 'errors.processes-up',
    doc: HEALTH_DOCS.monitor,
  },
  {
    id: 'processes.restarting',
    title: 'A process restarts again and again',
    looksAt: 'Starts of each process in the last hour.',
    cause:
      'Three starts in an hour are no rollout. Most often the memory limit kills it, or it fails at start: a wrong key in the configuration, no access to storage.',
    severity: 'critical',
    confidence: 'likely',
    queries: (context) => {
      const { by } = perProcess(context);
      const started = select('process_start_time_seconds', context.matchers());
      return { starts: sumBy([...by], ofTempo(context, `changes(${started}[1h])`)) };
    },
    judge: ({ numbers }) => {
      const often = (numbers.starts ?? []).filter(({ value }) => value > 2).sort((a, b) => b.value - a.value);
      return often.length === 0
        ? fine('No process started more than twice in the last hour.')
        : found(
            `${often.length === 1 ? 'One process' : `${often.length} processes`} started more than twice in an hour.`,
            {
              subjects: subjectsOf(often, PROCESS, 'count'),
            }
          );
    },
    remedies: [
      advice('Read the end of the log of the former process: kubectl logs --previous.'),
      advice('"field … not found in type": the key does not exist in this release. Tempo refuses unknown keys.'),
      advice('OOMKilled: give it more memory, or less to hold.'),
    ],
    panel: 'errors.restarts',
    doc: HEALTH_DOCS.monitor,
  },
  {
    id: 'processes.version-skew',
    title: 'Processes of different releases run together',
    looksAt: 'The releases of all processes, from their own word and from tempo_build_info.',
    cause:
      'Between releases the processes speak to each other differently: queries fail in part, workers refuse jobs. During a rollout that is normal for some minutes. It may also be that two Tempos share one Prometheus.',
    severity: 'warning',
    confidence: 'likely',
    queries: (context) => ({ versions: `count by (version) (${select('tempo_build_info', context.matchers())})` }),
    queriesOptional: true,
    judge: judgeVersions,
    remedies: [
      advice('Finish the rollout: kubectl rollout status, kubectl get pods -o wide with the images.'),
      advice('Give all components one image tag (helm: tempo.image.tag), and none its own.'),
      advice('If these are two Tempos: choose the namespace or cluster in the settings of the app.'),
    ],
    panel: 'errors.versions',
    doc: HEALTH_DOCS.architecture,
  },
];

function judgeReadiness({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'readiness');
  if (answers.length === 0) {
    return unknown(whyUnanswered('readiness', failures));
  }
  const waiting = answers.flatMap(({ process, value }) =>
    value.ready ? [] : [{ name: process, detail: value.reason.replace(/\s+/g, ' ') }]
  );
  const [first] = waiting;
  return first
    ? found(`${waiting.length} of ${answers.length} processes are not ready. ${first.name}: ${first.detail}`, {
        subjects: waiting,
      })
    : fine(`${answers.map(({ process }) => nameOfProcess(process)).join(', ')}: ready.`);
}

function judgeServices({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'services');
  if (answers.length === 0) {
    return unknown(whyUnanswered('services', failures));
  }
  const bad = answers.flatMap(({ process, value }) =>
    value
      .filter(({ state }) => !WELL.has(state))
      .map(({ name, state, failure }) => ({
        name: `${name} of ${nameOfProcess(process)}`,
        detail: failure === '' ? state : `${state}: ${failure}`,
      }))
  );
  const count = answers.reduce((sum, { value }) => sum + value.length, 0);
  return bad.length === 0
    ? fine(`All ${count} services run.`)
    : found(`${bad.length} of ${count} services do not run.`, { subjects: bad });
}

/** Kinds of failure that mean that nobody answered. */
const SILENT: ReadonlySet<string> = new Set(['unreachable', 'timeout']);

function judgeReach({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'readiness');
  const silent = failures.filter(({ failure }) => SILENT.has(failure.kind));
  if (silent.length > 0) {
    return found(`${silent.map(({ process }) => nameOfProcess(process)).join(', ')}: no answer.`, {
      subjects: silent.map(({ process, failure }) => ({ name: process, detail: describeFailure(failure) })),
    });
  }
  return answers.length === 0
    ? unknown(whyUnanswered('readiness', failures))
    : fine('Everything that has a route answers.');
}

function judgeVersions({ evidence, numbers }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'buildInfo');
  const counted = new Map<string, string>();
  for (const { labels, value } of numbers.versions ?? []) {
    counted.set(labels.version ?? '', `${formatCount(value, 'process', 'processes')}, says Prometheus`);
  }
  for (const { process, value } of answers) {
    if (value.version !== '' && !counted.has(value.version)) {
      counted.set(value.version, `${nameOfProcess(process)} says so`);
    }
  }
  counted.delete('');
  if (counted.size === 0) {
    return unknown(whyUnanswered('buildInfo', failures));
  }
  const versions = [...counted.keys()].sort((a, b) => a.localeCompare(b));
  return counted.size === 1
    ? fine(`All of them run ${versions.join('')}.`)
    : found(`There are ${counted.size} releases: ${versions.join(', ')}.`, {
        subjects: versions.map((name) => ({ name, detail: counted.get(name) ?? '' })),
      });
}
