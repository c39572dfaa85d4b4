// A page's figures in words: its copy, its problems, its preflight. Of the present make.

import { counted } from "../dom.js";

const PREFLIGHT = { waiting: "Preflight goes on", passed: "Preflight passed", failed: "Preflight failed", "not run": "Preflight not run" };

/** @returns {{told: string, kind: string}[]} `kind`: over, short or "", for its colour */
export function figuresSaid(page) {
  return [
    { told: page.over ? `${counted(page.over, "line")} over` : "", kind: "over" },
    { told: page.short ? `${counted(page.short, "line")} short` : "", kind: "short" },
    { told: page.over || page.short ? "" : "All copy fits", kind: "" },
    { told: page.errors ? counted(page.errors, "error") : "", kind: "over" },
    { told: page.warnings ? counted(page.warnings, "warning") : "", kind: "short" },
    { told: PREFLIGHT[page.preflighted] ?? page.preflighted, kind: page.preflighted === "failed" ? "over" : "" },
  ].filter(({ told }) => told);
}
