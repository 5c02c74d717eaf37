/**
 * What the APIs answer when they say yes, by the names that the operations give. `scripts/answers.mjs` writes
 * `answers.json` from these types, so that what is described is what is sent; dates go out as text.
 */
import type { AlertDelivery, DeliveryState } from '../../../alerts/index.ts';
import type { FiguresOfStage, Remark } from '../../../feedback/index.ts';
import type {
  ChangeNote,
  FeatureOverview,
  PreflightCheck,
  UndoProspect,
} from '../../../flags/index.ts';
import type { CreatedToken, TokenRecord } from '../../../identity/index.ts';
import type {
  HistoryLine,
  LoadedPlan,
  MeasuredRelease,
  ReleaseStatus,
} from '../../../release/index.ts';
import type { Fault } from '../../../stand-ins/va-profile/index.ts';
import type { Visits } from '../../../stand-ins/visitors/index.ts';
import type { PageFault } from '../../development/page-faults.ts';

type Alive = { readonly status: 'alive' };
type ReadyAnswer = {
  readonly ready: boolean;
  /** Why it can’t serve, a sentence each. */
  readonly reasons: readonly string[];
  /** What is wrong while pages are served all the same, a sentence each. */
  readonly warnings: readonly string[];
};

type SignInEnd = {
  /** When the sign-in ends unless something is asked for, in milliseconds from now. */
  readonly endsInMs: number;
};

/** JSON:API. With the header `X-Key-Inflection: camel`, keys are in camel case. */
type Contacts = ContactsInSnakeCase | ContactsInCamelCase;
type Resource<Attributes> = {
  readonly id: string;
  readonly type: 'contact';
  readonly attributes: Attributes;
};
type ContactsInSnakeCase = { readonly data: readonly Resource<ContactInSnakeCase>[] };
type ContactsInCamelCase = { readonly data: readonly Resource<ContactInCamelCase>[] };
/** What is not on file is null; of the last three, whichever is on file is there. */
type ContactInSnakeCase = {
  readonly contact_type: string;
  readonly given_name: string | null;
  readonly middle_name: string | null;
  readonly family_name: string | null;
  readonly relationship: string | null;
  readonly address_line1: string | null;
  readonly address_line2: string | null;
  readonly address_line3: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zip_code: string | null;
  readonly primary_phone: string | null;
  readonly province_code?: string;
  readonly postal_code?: string;
  readonly country?: string;
};
type ContactInCamelCase = {
  readonly contactType: string;
  readonly givenName: string | null;
  readonly middleName: string | null;
  readonly familyName: string | null;
  readonly relationship: string | null;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly addressLine3: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly zipCode: string | null;
  readonly primaryPhone: string | null;
  readonly provinceCode?: string;
  readonly postalCode?: string;
  readonly country?: string;
};

type EventsCounted = { readonly counted: number };
/** `not-kept`: the answer was kept without the remark; `detail` says why. */
type SurveyTaken = {
  readonly data:
    | { readonly remark: 'kept' }
    | { readonly remark: 'not-kept'; readonly detail: string };
};

type FeatureToggles = {
  readonly data: {
    readonly type: 'feature_toggles';
    readonly features: readonly { readonly name: string; readonly value: boolean }[];
  };
};

type FlipperState = 'on' | 'off' | 'conditional';
/** Gates are left out with `exclude_gates`, their names with `exclude_gate_names`. */
type FlipperFeature = {
  readonly key: string;
  readonly state: FlipperState;
  readonly gates?: readonly FlipperGate[];
};
/** Percentages are text. An expression is what was sent as one. */
type FlipperGate =
  | {
      readonly key: 'boolean';
      readonly value: string | null;
      readonly name?: 'boolean';
    }
  | {
      readonly key: 'expression';
      readonly value: AnyObject | null;
      readonly name?: 'expression';
    }
  | { readonly key: 'actors'; readonly value: readonly string[]; readonly name?: 'actor' }
  | {
      readonly key: 'percentage_of_actors';
      readonly value: string | null;
      readonly name?: 'percentage_of_actors';
    }
  | {
      readonly key: 'percentage_of_time';
      readonly value: string | null;
      readonly name?: 'percentage_of_time';
    }
  | { readonly key: 'groups'; readonly value: readonly string[]; readonly name?: 'group' };
type AnyObject = Readonly<Record<string, unknown>>;
type FlipperFeatures = { readonly features: readonly FlipperFeature[] };
type FlipperActor = {
  readonly flipper_id: string;
  readonly features: Readonly<Record<string, { readonly enabled: boolean }>>;
};
/** As `/import` takes it. What stands for an expression and is none is text. */
type FlipperExport = {
  readonly version: 1;
  readonly features: Readonly<
    Record<
      string,
      {
        readonly boolean: string | null;
        readonly groups: readonly string[];
        readonly actors: readonly string[];
        readonly expression: AnyObject | string | null;
        readonly percentage_of_actors: string | null;
        readonly percentage_of_time: string | null;
      }
    >
  >;
};
/** By the place that is asked for: `features`, a feature, `actors/ID`, `export`. */
type FlipperReading = FlipperFeatures | FlipperFeature | FlipperActor | FlipperExport;

type Metadata = Readonly<Record<string, string | number | boolean>>;
type OfrepEvaluation = {
  readonly key: string;
  readonly value: boolean;
  readonly reason: 'STATIC' | 'TARGETING_MATCH' | 'SPLIT' | 'UNKNOWN';
  readonly variant: 'on' | 'off';
  readonly metadata: Metadata;
};
type OfrepUnanswered = {
  readonly key: string;
  readonly errorCode: 'TARGETING_KEY_MISSING';
  readonly errorDetails: string;
};
type OfrepEvaluations = {
  readonly flags: readonly (OfrepEvaluation | OfrepUnanswered)[];
  readonly metadata: { readonly version: string };
  readonly eventStreams: readonly {
    readonly type: 'sse';
    readonly endpoint: { readonly requestUri: string };
    readonly inactivityDelaySec: number;
  }[];
};

type FeatureList = { readonly features: readonly FeatureOverview[] };
type FeatureCheck = {
  readonly ready: boolean;
  readonly checks: readonly PreflightCheck[];
};
/** Without the gates: they hold the ids of accounts. `change` says it in words. */
type FeatureChange = ChangeNote & {
  readonly id: number;
  readonly at: Date;
  readonly feature: string;
  readonly change: string;
};
type FeatureHistory = {
  readonly feature: string;
  readonly entries: readonly FeatureChange[];
};
type UndoOutlook = {
  readonly entry: FeatureChange;
  /** What undoing it would change now, in words. */
  readonly change: string;
  /** The newest entry of the feature, to be handed back as the one that was seen. */
  readonly newest: number;
  /** Why it would be refused, whoever asks; null: it would not. */
  readonly refusal: UndoProspect['refusal'];
  /** Then it needs a role that may, and a reason. */
  readonly opensWider: boolean;
};
type Undone = { readonly entries: readonly FeatureChange[] };

/** Further kinds of a line of the history may come. */
type ReleaseNow = Omit<ReleaseStatus, 'history'> & {
  readonly history: readonly (Omit<HistoryLine, 'kind'> & { readonly kind: string })[];
};
type Releases = { readonly plans: readonly ReleaseNow[] };
type ReleaseLoaded = ReleaseNow & { readonly loaded: LoadedPlan };
type StepTaken = ReleaseNow & {
  /** What was left out of the step, in sentences. */
  readonly notice?: string;
};
type DeliveryList = {
  readonly areSent: boolean;
  readonly deliveries: readonly (AlertDelivery & { readonly state: DeliveryState })[];
};
type AlertResent = { readonly key: string; readonly state: 'taken' };
type ObservationsTaken = {
  readonly taken: number;
  readonly unowned: number;
  /** Known by their ids before; left out where there are none. */
  readonly repeated?: number;
  /** By their positions from 0; left out where there are none. */
  readonly refused?: readonly {
    readonly index: number;
    readonly code: string;
    readonly message: string;
  }[];
};

/** Where nothing was counted, with why; the figures are left out where the body could not be read at all. */
type ObservationsRefused = Partial<ObservationsTaken> & {
  readonly code: string;
  readonly message: string;
};

type FeedbackList = {
  readonly stages: readonly FiguresOfStage[];
  readonly remarks: readonly Remark[];
};
type TokenList = { readonly tokens: readonly TokenRecord[] };

type ClockNow = { readonly now: string; readonly aheadMs: number };
type TrafficLimit = { readonly most: number };

type OpenApi = {
  readonly openapi: '3.1.0';
  readonly info: AnyObject;
  readonly components: AnyObject;
  readonly paths: AnyObject;
};

/** Every answer by its name. */
export type ApiAnswers = {
  readonly Alive: Alive;
  readonly ReadyAnswer: ReadyAnswer;
  readonly SignInEnd: SignInEnd;
  readonly Contacts: Contacts;
  readonly EventsCounted: EventsCounted;
  readonly SurveyTaken: SurveyTaken;
  readonly FeatureToggles: FeatureToggles;
  readonly FlipperFeature: FlipperFeature;
  readonly FlipperFeatures: FlipperFeatures;
  readonly FlipperActor: FlipperActor;
  readonly FlipperExport: FlipperExport;
  readonly FlipperReading: FlipperReading;
  readonly OfrepEvaluation: OfrepEvaluation;
  readonly OfrepEvaluations: OfrepEvaluations;
  readonly FeatureList: FeatureList;
  readonly FeatureCheck: FeatureCheck;
  readonly FeatureHistory: FeatureHistory;
  readonly UndoOutlook: UndoOutlook;
  readonly Undone: Undone;
  readonly Releases: Releases;
  readonly ReleaseLoaded: ReleaseLoaded;
  readonly StepTaken: StepTaken;
  readonly DeliveryList: DeliveryList;
  readonly AlertResent: AlertResent;
  readonly ObservationsTaken: ObservationsTaken;
  readonly ObservationsRefused: ObservationsRefused;
  readonly FeedbackList: FeedbackList;
  readonly TokenList: TokenList;
  readonly ClockNow: ClockNow;
  readonly TrafficLimit: TrafficLimit;
  readonly ReleaseNow: ReleaseNow;
  readonly MeasuredRelease: MeasuredRelease;
  readonly CreatedToken: CreatedToken;
  readonly Fault: Fault;
  readonly PageFault: PageFault;
  readonly Visits: Visits;
  readonly OpenApi: OpenApi;
};

export type AnswerName = keyof ApiAnswers;
