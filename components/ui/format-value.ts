export {
  formatBytes,
  formatCompact,
  formatCount,
  formatLong,
  formatShort,
  UNIT_SIGNS,
} from '@/lib/core/format-value'
