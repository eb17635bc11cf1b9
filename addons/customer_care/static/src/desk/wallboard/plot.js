import { toMillis } from "@customer_care/desk/core/time";

export const WIDTH = 640;
export const HEIGHT = 160;

/** The span of time that the plots share. */
export function spanOf(...series) {
    const moments = series.flat().map(([moment]) => toMillis(moment));
    const from = Math.min(...moments);
    return { from, to: Math.max(...moments, from + 1) };
}

/** Points of a line: `[[x, y]]`, from `[[moment, value]]`. */
export function toPoints(series, span, low, high) {
    return series.map(([moment, value]) => [
        ((toMillis(moment) - span.from) / (span.to - span.from)) * WIDTH,
        HEIGHT - ((value - low) / (high - low)) * HEIGHT,
    ]);
}

export function toLine(points) {
    return points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

/** A number stays what it was until it is another: steps, not slopes. */
export function toSteps(points) {
    return points.flatMap(([x, y], index) =>
        index
            ? [
                  [x, points[index - 1][1]],
                  [x, y],
              ]
            : [[x, y]]
    );
}

/** Full hours between two moments, as many as can be read, as `[{x, at}]`. */
export function hoursOf(span) {
    const hour = 3_600_000;
    const count = Math.floor((span.to - span.from) / hour);
    const step = hour * Math.max(1, Math.ceil(count / 6));
    const first = Math.ceil(span.from / hour) * hour;
    const found = [];
    for (let at = first; at <= span.to; at += step) {
        found.push({ x: ((at - span.from) / (span.to - span.from)) * WIDTH, at });
    }
    return found;
}
