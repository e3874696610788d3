/** The outputs on how people come in, wait and are looked after: the first six of the twelve. */
import { each, sum, type FigureDefinition, type OutputDefinition } from './output-terms';

const over = (n: number): FigureDefinition => ({
  id: `waitingOver${n}`,
  title: 'Share of the list over {target}',
  about: 'People still waiting at the end of the run who have waited longer ÷ all still waiting then.',
  good: 'lower',
  rows: {
    by: 'place',
    top: [{ role: 'assessments', measure: `waitOver${n}`, weight: 'waitingAtEnd' }],
    under: [{ role: 'assessments', measure: 'waitingAtEnd' }],
  },
});

/** The first six, in their order. */
export const WAITS_AND_CASELOADS: readonly OutputDefinition[] = [
  {
    id: 'frontDoor',
    title: 'Front door',
    about: 'How many people come, and how many are taken on.',
    figures: [
      {
        id: 'received',
        title: 'Referrals received',
        about: 'New referrals a week; people who come back are not counted again.',
        good: 'none',
        rows: sum('referrals', 'arrivals', 'arrivals'),
        otherwise: 'The scenario has no source of referrals at the front door.',
      },
      {
        id: 'accepted',
        title: 'Accepted of those decided on',
        about:
          'Referrals that the front door passes on within the service ÷ all that it decides on, over the whole run.',
        good: 'none',
        unit: 'share',
        rows: {
          by: 'all',
          top: [
            { role: 'frontDoor', measure: 'arrivals' },
            { role: 'notAccepted', measure: 'arrivals', times: -1 },
          ],
          under: [{ role: 'frontDoor', measure: 'arrivals' }],
        },
        otherwise: 'The scenario names no place where referrals are decided on.',
      },
    ],
    never: [
      {
        title: 'Returns within 182 days',
        because: 'Returns are part of the model and take up its time, but they are not counted by how soon they come.',
      },
    ],
  },
  {
    id: 'waitingList',
    title: 'Waiting list',
    about: 'How many people have not been seen yet, and how many of them for too long.',
    figures: [
      {
        id: 'waiting',
        title: 'People not yet seen',
        about: 'Referred for a first assessment and not yet attended, at the end of each month.',
        good: 'lower',
        rows: sum('assessments', 'waitingAtEnd', 'waiting'),
        otherwise: 'The scenario has no clinic that people wait for.',
      },
      over(1),
      over(2),
      over(3),
    ],
    never: [],
  },
  {
    id: 'waitToAssessment',
    title: 'Wait to assessment',
    about: 'How long people wait before they are first seen.',
    figures: [
      {
        id: 'median',
        title: 'Median wait of those seen',
        about: 'Of the people seen in the last quarter of a year; in pictures over time, of those seen in each month.',
        good: 'lower',
        rows: each('assessments', 'waitMedian', 'waitMedian'),
        otherwise: 'The scenario has no clinic that people wait for.',
      },
      {
        id: 'medianAll',
        title: 'Median wait, people still waiting included',
        about:
          'Time by which half are seen of those who do not leave unseen (Aalen-Johansen; with no one leaving, Kaplan-Meier).',
        good: 'lower',
        rows: each('assessments', 'waitMedianAll'),
      },
      {
        id: 'p90',
        title: '90th percentile of waits',
        about: 'Nine in ten of those seen in the last quarter of a year had waited less.',
        good: 'lower',
        rows: each('assessments', 'waitP90'),
      },
      {
        id: 'leavingUnseen',
        title: 'Share who leave unseen',
        about: 'Of all who begin to wait, people still waiting included.',
        good: 'lower',
        rows: each('assessments', 'leavingUnseen'),
      },
    ],
    never: [],
  },
  {
    id: 'hiddenWait',
    title: 'Hidden wait',
    about: 'Who has been assessed and accepted, and still has nobody.',
    figures: [
      {
        id: 'awaitingCoordinator',
        title: 'People awaiting a coordinator',
        about: 'Accepted and not yet allocated, at the end of each month.',
        good: 'lower',
        rows: sum('teams', 'waitingForCoordinator', 'waitingForCoordinator'),
        otherwise: 'The scenario has no team of coordinators.',
      },
      {
        id: 'waitForCoordinator',
        title: 'Median wait for a coordinator',
        about: 'From the decision to the allocation, of those who had to wait.',
        good: 'lower',
        rows: each('teams', 'waitForCoordinatorMedian'),
      },
    ],
    never: [
      {
        title: 'Time from the assessment to the second contact',
        because: 'Contacts are counted by team and week, and not by which contact of a person they are.',
      },
    ],
  },
  {
    id: 'load',
    title: 'Load',
    about: 'How many people each whole-time post looks after.',
    figures: [
      {
        id: 'casesByTeam',
        title: 'Open cases for each whole-time post, by team',
        about: 'Open cases ÷ WTE in post, averaged over the last quarter of a year.',
        good: 'lower',
        rows: each('teams', 'casesPerWte'),
        otherwise: 'The scenario has no team of coordinators.',
      },
      {
        id: 'casesByProfession',
        title: 'Open cases for each whole-time post, by profession',
        about: 'Open cases of a profession ÷ its WTE in post, averaged over the last quarter of a year.',
        good: 'lower',
        rows: { by: 'part', role: 'teams', measure: 'casesPerWte', part: 'profession' },
      },
      {
        id: 'fullLists',
        title: 'Coordinator-days on which the caseload was full',
        about: 'Days on which people waited for a place and the coordinator’s list was full ÷ all coordinator-days.',
        good: 'lower',
        rows: each('teams', 'boundByPlaces'),
      },
    ],
    never: [
      {
        title: 'Cases weighted by what they need, and WTE net of the rota',
        because: 'Each open case counts once, and a post in full, also on days that its holder spends on the rota.',
      },
      {
        title: 'Share of coordinators above their limit',
        because: 'A limit lets nobody in and discharges nobody; how often lists were full is counted instead.',
      },
    ],
  },
  {
    id: 'contacts',
    title: 'Contacts',
    about: 'Whether people are seen as often as their plan foresees.',
    figures: [
      {
        id: 'made',
        title: 'Contacts made of those due',
        about: 'Contacts made ÷ contacts that plans foresee for the open cases, over the whole run.',
        good: 'higher',
        rows: each('teams', 'contactsMade', 'contactsMade'),
        otherwise: 'The scenario has no team of coordinators.',
      },
      {
        id: 'hoursNeeded',
        title: 'Hours required ÷ hours available',
        about: 'Hours that planned contacts and other work need ÷ ledger hours left after rota and slots.',
        good: 'lower',
        rows: each('teams', 'hoursNeeded'),
      },
    ],
    never: [],
  },
];
