/** `local` is the zone of the browser. */
export const ZONES = ['local', 'utc'] as const
export type Zone = (typeof ZONES)[number]

/** Which number of a reading a cell prints; `judged` is the one that its verdict was made from. */
export const SHOWN_VALUES = ['judged', 'last', 'mean', 'max'] as const
export type ShownValue = (typeof SHOWN_VALUES)[number]

/** What the window is compared with: nothing, the same time yesterday, or the same time a week ago. */
export const COMPARISONS = ['', 'yesterday', 'week'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** By the worst value, by when it began, by what rises and falls together, by label or fact, or by name. */
export const ROW_ORDERS = ['value', 'onset', 'similarity', 'group', 'name'] as const
export type RowOrder = (typeof ROW_ORDERS)[number]

/** Each node by the worst of all its readings, or by one metric. */
export const MAP_DOTS = ['worst', 'metric'] as const
export type MapDots = (typeof MAP_DOTS)[number]

/** How many local days the clock page folds. */
export const CLOCK_DAYS = ['7', '14', '28', '56', '92'] as const
export type ClockDays = (typeof CLOCK_DAYS)[number]

/** Share of the days above the node's own threshold, or the mean, 95th percentile or highest of the days. */
export const CLOCK_VALUES = ['share', 'mean', 'p95', 'max'] as const
export type ClockValue = (typeof CLOCK_VALUES)[number]

/** Days of the week from 1 for Monday; empty for all. */
export const WEEKDAYS = ['', '1,2,3,4,5', '6,7', '1', '2', '3', '4', '5', '6', '7'] as const
export type Weekdays = (typeof WEEKDAYS)[number]

/** By when on the clock a node peaks, by its highest value, by what rises and falls together, by label or fact, or by name. */
export const CLOCK_ROW_ORDERS = ['phase', 'value', 'similarity', 'group', 'name'] as const
export type ClockRowOrder = (typeof CLOCK_ROW_ORDERS)[number]
/** All vantage points together, or side by side. */
export const LATENCY_PANELS = ['', 'vantage'] as const
export type LatencyPanels = (typeof LATENCY_PANELS)[number]

/** How counts become colours: even in their logarithm, in themselves, or in their rank. */
export const COUNT_SCALES = ['log', 'linear', 'quantile'] as const
export type CountScale = (typeof COUNT_SCALES)[number]

/** The share of requests that must not take longer than the objective. */
export const SLO_TARGETS = ['0.9', '0.95', '0.99', '0.999'] as const
export type SloTarget = (typeof SLO_TARGETS)[number]

/** What a selection is compared with. */
export const SELECTION_REFERENCES = ['rest', 'day', 'week'] as const
export type SelectionReference = (typeof SELECTION_REFERENCES)[number]

export const OPERATION_SORTS = ['count', 'name', 'mean', 'p50', 'p99', 'max', 'errors'] as const
export type OperationSort = (typeof OPERATION_SORTS)[number]

/** Nodes by what their collectors cost. */
export const COST_SORTS = ['cpu', 'share', 'memory', 'scrape', 'sent', 'name'] as const
export type CostSort = (typeof COST_SORTS)[number]

/** In minutes. */
export const MOST_LAGS = ['0', '15', '60', '180'] as const
export type MostLag = (typeof MOST_LAGS)[number]

/** What profiles are compared with. */
export const AGAINST = ['', 'yesterday', 'week', 'window', 'nodes'] as const
export type Against = (typeof AGAINST)[number]

/** Callers below or above what they call. */
export const FLAME_SHAPES = ['icicle', 'flame'] as const
export type FlameShape = (typeof FLAME_SHAPES)[number]

/** By default the largest share, or the largest change where something is compared. */
export const FRAME_ORDERS = ['', 'name', 'self', 'total', 'selfChange', 'totalChange'] as const
export type FrameOrder = (typeof FRAME_ORDERS)[number]
