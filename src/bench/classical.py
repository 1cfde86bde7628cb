"""Two classical forecasts of the next value, by statsmodels; for forecasts.py, which gives the values and asks for ratios to naive.

Both are fitted on the training part and then rolled over the test part with their parameters as they are, as the network is.
"""

import json
import sys
import warnings

import numpy as np
from statsmodels.tsa.ar_model import AutoReg, ar_select_order
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

MOST_LAGS = 20


def rmse(errors):
    return float(np.sqrt(np.mean(np.square(errors))))


def autoregression(x, border):
    """Of the changes, of logarithms where all values are above zero."""
    z = np.log(x) if np.all(x > 0) else x
    changes = np.diff(z)
    lags = ar_select_order(changes[: border - 1], min(MOST_LAGS, border // 8), ic="bic").ar_lags or 0
    fitted = AutoReg(changes[: border - 1], lags).fit()
    ahead = AutoReg(changes, lags).predict(fitted.params, start=border - 1, end=len(changes) - 1)
    forecast = z[border - 1 : -1] + ahead
    return np.exp(forecast) if np.all(x > 0) else forecast


def smoothing(x, border, season):
    """Level and damped trend, with seasons where there are some; of logarithms where all values are above zero."""
    z = np.log(x) if np.all(x > 0) else x
    form = {"trend": "add", "damped_trend": True, **({"seasonal": "add", "seasonal_periods": season} if season else {})}
    fitted = ETSModel(z[:border], **form).fit(disp=False, maxiter=300)
    forecast = ETSModel(z, **form).smooth(fitted.params).fittedvalues[border:]
    return np.exp(forecast) if np.all(x > 0) else forecast


def main():
    values, border, season = json.load(sys.stdin)
    x = np.array(values, dtype=float)
    naive = rmse(x[border:] - x[border - 1 : -1])
    warnings.simplefilter("ignore")
    found = {"AR": autoregression(x, border), "ETS": smoothing(x, border, season)}
    json.dump({name: rmse(x[border:] - forecast) / naive for name, forecast in found.items()}, sys.stdout)


if __name__ == "__main__":
    main()
