export * as NGL from "ngl";
