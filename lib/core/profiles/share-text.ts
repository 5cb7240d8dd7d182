/** A share as people say it; what is there is never 0 %. */
export const shareText = (share: number): string => {
  const percent = share * 100
  if (percent === 0) return '0 %'
  if (Math.abs(percent) < 0.01) return percent > 0 ? '< 0.01 %' : '> −0.01 %'
  const digits = Math.abs(percent) < 1 ? 2 : Math.abs(percent) < 10 ? 1 : 0
  return `${String(Number(percent.toFixed(digits))).replace('-', '−')} %`
}
